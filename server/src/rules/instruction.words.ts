export type InstructionState = 'issued' | 'answered' | 'closed' | 'withdrawn';

/** What an instruction calls for. */
export const INSTRUCTION_DEMANDS = { progress: '报送落实情况', answer: '答复意见' } as const;
export type InstructionDemand = keyof typeof INSTRUCTION_DEMANDS;
