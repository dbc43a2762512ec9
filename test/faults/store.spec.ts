import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { S3Server } from '../support/s3.server.js';
import { PDF, Stage } from '../support/stage.js';

/** The application with its files in a store that goes away. */
let store: S3Server;
let stage: Stage;
let staff: Client;
let share: number;

beforeAll(async () => {
  store = new S3Server('dudao', 'the-right-secret');
  const endpoint = `http://127.0.0.1:${await store.listen()}`;
  stage = await Stage.open({
    s3: { endpoint, bucket: 'dudao', region: 'us-east-1', accessKey: 'dudao', secretKey: 'the-right-secret' },
  });
  staff = await stage.person('weicy');
  share = await stage.share(await stage.received());
});
afterAll(async () => {
  await stage?.close();
  await store?.close();
});
beforeEach(() => {
  store.mood = 'well';
});

const TUS = { 'Tus-Resumable': '1.0.0' };
const encoded = (text: string | number) => Buffer.from(String(text)).toString('base64');
const evidenceNamed = (name: string) => stage.source.query('SELECT id FROM evidence WHERE file_name = $1', [name]);
/** Content of its own for each file: the same again would not be sent to the store. */
const contentOf = (name: string) => Buffer.concat([PDF, Buffer.from(`% ${name}\n`)]);

async function begun(fileName: string): Promise<string> {
  const announced = `assignmentId ${encoded(share)},fileName ${encoded(fileName)}`;
  const headers = { ...TUS, 'Upload-Length': String(contentOf(fileName).length), 'Upload-Metadata': announced };
  const answer = await staff.raw('post', 'uploads', '', headers);
  expect(answer.status).toBe(201);
  return String(answer.headers.location).replace('/api/', '');
}

const send = (path: string, fileName: string) => staff.bytes(path, contentOf(fileName), { ...TUS, 'Upload-Offset': '0' });

describe('存放文件的服务出了问题', () => {
  it.each(['dies', 'fails', 'halves'] as const)('分段上传的最后一段传完时它 %s：说明白，传到的不丢，恢复后记下来，只有一份', async mood => {
    const name = `${mood}.pdf`;
    const path = await begun(name);
    store.mood = mood;
    expectProblem(await send(path, name), 503, 'blob.unreachable');
    expect(await evidenceNamed(name)).toEqual([]);
    if (mood !== 'halves') expectProblem(await staff.get(path), 503, 'blob.unreachable');
    store.mood = 'well';
    const { body } = await staff.get(path);
    expect(body).toEqual({ offset: contentOf(name).length, size: contentOf(name).length, evidenceId: expect.any(Number) });
    expect(await evidenceNamed(name)).toEqual([{ id: body.evidenceId }]);
    expect((await staff.download(`evidence/${body.evidenceId}/content`)).body.equals(contentOf(name))).toBe(true);
  });

  it('一次传完的：说明白，什么也不留，再传就有', async () => {
    const [name, content] = ['一次.pdf', contentOf('一次.pdf')];
    for (const mood of ['dies', 'fails'] as const) {
      store.mood = mood;
      expectProblem(await staff.upload(`assignments/${share}/evidence`, name, content), 503, 'blob.unreachable');
    }
    store.mood = 'well';
    store.buckets.clear();
    expectProblem(await staff.upload(`assignments/${share}/evidence`, name, content), 503, 'blob.no_bucket');
    expect(await evidenceNamed(name)).toEqual([]);
    store.buckets.set('dudao', new Map());
    expect((await staff.upload(`assignments/${share}/evidence`, name, content)).status).toBe(201);
    expect(await evidenceNamed(name)).toHaveLength(1);
  });

  it('读的时候它坏了，说的是服务不可用；文件真的没了，说的是没了', async () => {
    const { body } = await staff.upload(`assignments/${share}/evidence`, '读.pdf', contentOf('读.pdf'));
    const path = `evidence/${body.id}/content`;
    store.mood = 'fails';
    expectProblem(await staff.get(path), 503, 'blob.unreachable');
    store.mood = 'well';
    const kept = store.buckets.get('dudao') as Map<string, Buffer>;
    store.buckets.set('dudao', new Map());
    expectProblem(await staff.get(path), 410, 'blob.missing');
    store.buckets.set('dudao', kept);
    expect((await staff.download(path)).body.equals(contentOf('读.pdf'))).toBe(true);
  });
});
