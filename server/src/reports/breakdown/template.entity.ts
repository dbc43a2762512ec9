import { Column, Entity, ManyToOne, type Relation, Unique } from 'typeorm';
import { Unit } from '../../people/unit.entity.js';
import { Versioned } from '../../platform/database/base.js';
import type { Paper, TemplateColumn } from './template.js';

/** An owner unit's own form of the breakdown table: columns, order, headings, title. */
@Entity()
@Unique('breakdown_template_unit', ['ownerUnitId'])
export class BreakdownTemplate extends Versioned {
  @ManyToOne(() => Unit, { nullable: false })
  ownerUnit: Relation<Unit>;

  @Column('integer')
  ownerUnitId: number;

  @Column('text')
  title: string;

  @Column('text')
  paper: Paper;

  @Column('jsonb')
  columns: TemplateColumn[];
}
