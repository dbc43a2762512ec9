import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JOBS } from '../rules/jobs.js';
import { Audit } from './audit.service.js';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { Unchanged } from './database/unchanged.js';
import { Doorway } from './doorway.js';
import { BlobStore, DiskBlobStore } from './files/blob.store.js';
import { History } from './history.js';
import { OutboxService } from './outbox.service.js';
import { Carrier } from './queue/carrier.js';
import { OutboxWatch } from './queue/outbox.watch.js';
import { Scheduler } from './queue/scheduler.js';
import { Vault } from './vault.js';

/** Files lie in the configured store, which must be usable, or in the data directory. Throws ConfigError. */
export async function openBlobs({ s3, dataDir }: Config): Promise<BlobStore> {
  if (!s3) return new DiskBlobStore(join(dataDir, 'blobs'));
  // Its client is loaded only where it is used.
  const { S3BlobStore } = await import('./files/s3.store.js');
  const store = new S3BlobStore(s3, join(dataDir, 'incoming'));
  await store.prepare();
  return store;
}

const outbox = (source: DataSource, clock: Clock) => new OutboxService(source, clock, JOBS);

/** What every room stands on. The data source is made, and migrated, and the files' store is opened, before the application: there is none without them. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, source: DataSource, blobs: BlobStore): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: DataSource, useValue: source },
      { provide: BlobStore, useValue: blobs },
      { provide: Vault, useFactory: () => Vault.of(config) },
      Clock,
      Unchanged,
      Audit,
      { provide: OutboxService, inject: [DataSource, Clock], useFactory: outbox },
      Carrier,
      OutboxWatch,
      Scheduler,
      History,
      Doorway,
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
