import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Numbered, Versioned } from '../platform/database/base.js';
import type { UnitKind } from './unit.kinds.js';

/** A unit of the organisation: whatever can owe a measure or supervise one. Closed by `active`, never deleted. */
@Entity()
@Index('unit_path', ['path'])
@Index('unit_parent', ['parentId'])
export class Unit extends Versioned {
  @Column('text', { unique: true })
  name: string;

  @Column('text', { nullable: true })
  shortName: string | null;

  @Column('text')
  kind: UnitKind;

  @Column('integer', { nullable: true })
  parentId: number | null;

  @ManyToOne(() => Unit)
  parent: Relation<Unit> | null;

  /** Ids from the top down to the unit itself, '/1/4/9/'. Collation C: everything below a unit is one range of the index. */
  @Column({ type: 'text', collation: 'C' })
  path: string;

  @Column('boolean', { default: true })
  active: boolean;

  /** Place among its siblings. */
  @Column('integer', { default: 0 })
  sort: number;
}

/** Another name that documents use for a unit: 市卫健委 = 市卫生健康委. */
@Entity()
@Index('unit_alias_unit', ['unitId'])
export class UnitAlias extends Numbered {
  @Column('integer')
  unitId: number;

  @ManyToOne(() => Unit)
  unit: Relation<Unit>;

  @Column('text', { unique: true })
  alias: string;
}
