import { Agent, request } from 'node:http';

/**
 * Asks a system one operation's requests in turns over so many connections for so long.
 * @returns latencies in milliseconds, ascending, and requests a second; throws at the first answer that is not what was asked for
 */
export async function drive({ url, headers, requests }, operation, connections, milliseconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const turns = requests[operation];
  const latencies = [];
  const begin = performance.now();
  const end = begin + milliseconds;
  // A request is never under way twice: each connection has its own share of them, unless there are too few. Neighbours stay together: kinds that
  // take turns do so on each connection, else the quick kind would be asked as much more often as it is quicker.
  const cut = nr => Math.floor((nr * turns.length) / connections);
  const connection = async nr => {
    const own = turns.length >= connections ? turns.slice(cut(nr), cut(nr + 1)) : turns;
    for (let turn = nr; performance.now() < end; turn += 1) {
      const { method, path, headers: asked, body, check, raw } = own[turn % own.length];
      const before = performance.now();
      const { status, bytes } = await ask(agent, url + path, method, { ...headers, ...asked }, body && JSON.stringify(body()));
      latencies.push(performance.now() - before);
      if (status !== 200) throw new Error(`${operation} ${path}: ${status} ${bytes.subarray(0, 300)}`);
      check(raw ? bytes : JSON.parse(bytes));
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, nr) => connection(nr)));
  const seconds = (performance.now() - begin) / 1000;
  agent.destroy();
  return { latencies: latencies.sort((a, b) => a - b), perSecond: latencies.length / seconds };
}

function ask(agent, url, method, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: body ? { ...headers, 'content-type': 'application/json' } : headers }, response => {
      const parts = [];
      response.on('data', part => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, bytes: Buffer.concat(parts) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** One request outside the measurement; gives status, headers and the answer. */
export async function once(url, method, headers, body) {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, answer: await response.json() };
}
