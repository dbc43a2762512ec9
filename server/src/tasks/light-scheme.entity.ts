import { Column, Entity, Index } from 'typeorm';
import { Versioned } from '../platform/database/base.js';
import type { SchemeRules, SchemeWords } from '../rules/schemes.js';

/** A scheme of lights (亮灯规则) as data: what is yellow and red from when, by which words and colours. Plans choose one. */
@Entity()
@Index('light_scheme_default', ['isDefault'], { unique: true, where: 'is_default' })
export class LightScheme extends Versioned {
  @Column('text', { unique: true })
  name: string;

  @Column('text')
  note: string;

  @Column('jsonb')
  rules: SchemeRules;

  @Column('jsonb')
  words: SchemeWords;

  /** Judges the plans that have chosen none; exactly one scheme does. */
  @Column('boolean', { default: false })
  isDefault: boolean;
}
