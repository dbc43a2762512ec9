import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { listing } from '../platform/database/listing.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { ROBOT_KINDS, type RobotKind } from '../rules/robots.js';
import type { DeliveryView } from './delivery.dto.js';

const DELIVERIES = `
  SELECT d.id, d.day, coalesce(r.kind, 'mail') AS kind, coalesce(a.name, r.name, '') AS "to", d.items, d.sent_at AS "sentAt", d.attempted_at AS "attemptedAt",
         EXISTS (SELECT 1 FROM outbox o WHERE o.topic = 'message.deliver' AND o.dead AND o.done_at IS NULL AND (o.payload ->> 'deliveryId')::int = d.id) AS failed
    FROM delivery d LEFT JOIN account a ON a.id = d.account_id LEFT JOIN group_robot r ON r.id = d.robot_id`;

/** How the digests of the last days fared, without what they said. */
@Injectable()
export class DeliveryLog {
  constructor(private readonly source: DataSource) {}

  /** The latest first. */
  async list(query: ListQuery<object>): Promise<Page<DeliveryView>> {
    const page = await listing<StoredDelivery>(this.source, DELIVERIES, [], {}, 'id DESC', query);
    return { ...page, data: page.data.map(presentDelivery) };
  }
}

interface StoredDelivery extends Omit<DeliveryView, 'channel' | 'state' | 'sentAt'> {
  kind: 'mail' | RobotKind;
  sentAt: Date | null;
  attemptedAt: Date | null;
  /** Given up by the outbox. */
  failed: boolean;
}

function presentDelivery(row: StoredDelivery): DeliveryView {
  const { id, day, to, items, kind } = row;
  const channel = kind === 'mail' ? '邮件' : ROBOT_KINDS[kind];
  return { id, day, channel, to, state: stateOf(row), items, sentAt: row.sentAt?.toISOString() ?? null };
}

function stateOf({ sentAt, items, attemptedAt, failed }: StoredDelivery): DeliveryView['state'] {
  if (sentAt) return items ? 'sent' : 'empty';
  if (attemptedAt) return 'unknown';
  return failed ? 'failed' : 'waiting';
}
