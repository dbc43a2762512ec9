import { Column, Entity, ManyToOne, type Relation, Unique } from 'typeorm';
import { Unit } from '../../people/unit.entity.js';
import { Versioned } from '../../platform/database/base.js';

/** How an authority signs its papers: red head, names, place of the seal, contact (版头、署名、版记). */
@Entity()
@Unique('letterhead_unit', ['unitId'])
export class Letterhead extends Versioned {
  @ManyToOne(() => Unit, { nullable: false })
  unit: Relation<Unit>;
  @Column('integer')
  unitId: number;

  @Column('text')
  mark: string;

  @Column('text')
  signature: string;

  @Column('text')
  sealText: string;

  @Column('text')
  contactName: string;

  @Column('text')
  contactPhone: string;

  @Column('text')
  copyTo: string;

  @Column('text')
  printer: string;
}
