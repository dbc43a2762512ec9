import { Column, Entity, Index, ManyToOne, type Relation, Unique } from 'typeorm';
import { Account } from '../../people/account.entity.js';
import { Unit } from '../../people/unit.entity.js';
import { Versioned } from '../../platform/database/base.js';

/** A way to look at the ledger that a person keeps: what is filtered, how it is ordered, which columns stand where. */
@Entity()
@Unique('saved_view_name', ['ownerId', 'name'])
@Index('saved_view_unit', ['unitId'])
export class SavedView extends Versioned {
  /** In its link; nobody guesses it. */
  @Column('uuid', { unique: true })
  key: string;

  @ManyToOne(() => Account, { nullable: false })
  owner: Relation<Account>;
  @Column('integer')
  ownerId: number;

  @Column('text')
  name: string;

  /** The unit whose people find it among theirs; null: only its owner, and whoever has the link. */
  @ManyToOne(() => Unit)
  unit: Relation<Unit>;
  @Column('integer', { nullable: true })
  unitId: number | null;

  @Column('jsonb')
  filter: Record<string, unknown>;

  @Column('jsonb', { nullable: true })
  sort: { field: string; order: 'ASC' | 'DESC' } | null;

  /** In their order from the left; what is not named is hidden. */
  @Column('jsonb')
  columns: string[];
}
