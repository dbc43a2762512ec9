import { Column, CreateDateColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A record with a number. */
export abstract class Numbered {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id: number;
}

/** A record that people change: every change names the version that it saw and raises it by one, in the query itself (never by `save`). */
export abstract class Versioned extends Numbered {
  @Column('integer', { default: 1 })
  version: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
