import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A rung of the ladder that has fired, claimed once per task, rung and due day (G12); append-only. */
@Entity()
export class RungFiring {
  @PrimaryColumn('integer')
  taskId: number;

  @PrimaryColumn('text')
  rung: string;

  @PrimaryColumn('date')
  dueDate: string;

  @Column('timestamptz')
  firedAt: Date;
}
