import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * What the server does to requests: serves them; dies over the bytes of an upload; takes them, or an upload only, and says nothing;
 * keeps half; fails.
 */
export type Mood = 'well' | 'dies' | 'silent' | 'swallows' | 'halves' | 'fails';

/**
 * As much of S3 as is needed to see refusals: it works out each request's signature (AWS Signature Version 4, in the header or in the address)
 * from the secret key and answers 403 SignatureDoesNotMatch where it differs, which s3rver does not.
 */
export class S3Server {
  mood: Mood = 'well';
  readonly buckets = new Map<string, Map<string, Buffer>>();
  private readonly server: Server;

  constructor(
    private readonly accessKey: string,
    private readonly secretKey: string,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  async listen(port = 0): Promise<number> {
    await new Promise<void>(resolve => this.server.listen(port, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.mood === 'silent') return;
    if (this.mood === 'fails') return void response.writeHead(500).end();
    const refusal = this.refusal(request);
    if (refusal) return fault(response, 403, refusal);
    const [, bucketName = '', ...rest] = new URL(request.url ?? '/', 'http://store').pathname.split('/');
    const bucket = this.buckets.get(bucketName);
    const key = rest.join('/');
    if (key === '') return this.onBucket(request, response, bucketName);
    if (!bucket) return fault(response, 404, 'NoSuchBucket');
    if (request.method === 'PUT') return this.put(request, response, bucket, key);
    const bytes = bucket.get(key);
    if (!bytes) return fault(response, 404, 'NoSuchKey');
    const head = { 'Content-Length': bytes.length, ETag: '"e"', 'Last-Modified': 'Sun, 22 Nov 2026 01:00:00 GMT' };
    response.writeHead(200, head).end(request.method === 'HEAD' ? undefined : bytes);
  }

  private onBucket(request: IncomingMessage, response: ServerResponse, name: string): void {
    if (request.method === 'PUT') this.buckets.set(name, this.buckets.get(name) ?? new Map());
    if (this.buckets.has(name)) response.writeHead(200).end();
    else fault(response, 404, 'NoSuchBucket');
  }

  private async put(request: IncomingMessage, response: ServerResponse, bucket: Map<string, Buffer>, key: string): Promise<void> {
    if (this.mood === 'dies') {
      request.once('data', () => request.socket.destroy());
      return;
    }
    const bytes = await buffer(request);
    if (this.mood === 'swallows') return;
    bucket.set(key, this.mood === 'halves' ? bytes.subarray(0, bytes.length / 2) : bytes);
    response.writeHead(200, { ETag: '"e"' }).end();
  }

  /** The code of the refusal; null: whoever signed has the key. */
  private refusal(request: IncomingMessage): string | null {
    const address = new URL(request.url ?? '/', 'http://store');
    const query = address.searchParams;
    const header = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(request.headers.authorization ?? '');
    const [credential, signedNames, signature] = header
      ? header.slice(1)
      : [query.get('X-Amz-Credential'), query.get('X-Amz-SignedHeaders'), query.get('X-Amz-Signature')];
    if (!credential || !signedNames || !signature) return 'AccessDenied';
    const [account, day = '', region = '', service = ''] = credential.split('/');
    if (account !== this.accessKey) return 'InvalidAccessKeyId';
    query.delete('X-Amz-Signature');
    const canonical = [
      request.method,
      address.pathname,
      [...query]
        .map(pair => pair.map(encode).join('='))
        .sort()
        .join('&'),
      ...signedNames.split(';').map(name => `${name}:${request.headers[name] ?? ''}`),
      '',
      signedNames,
      request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
    ].join('\n');
    const at = (request.headers['x-amz-date'] as string) ?? query.get('X-Amz-Date');
    const scope = `${day}/${region}/${service}/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
    const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
      (secret, part) => hmac(secret, part),
      `AWS4${this.secretKey}`,
    );
    return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
  }
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function fault(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(body);
}
