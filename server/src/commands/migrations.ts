import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { migrate } from '../platform/database/data-source.js';
import { onScratchDatabase } from './scratch.js';

const SOURCES = fileURLToPath(new URL('../../src/platform/database/migrations/', import.meta.url));

/** Fails when the migrations do not lead to just the schema that the entities describe. */
export async function checkMigrations(): Promise<number> {
  const drift = await onScratchDatabase(statementsToEntities);
  if (drift.length === 0) {
    console.log('迁移与实体一致');
    return 0;
  }
  console.error(`迁移与实体不一致，还差 ${drift.length} 条语句：\n${drift.join(';\n')}`);
  return 1;
}

/** Writes a migration from what the entities have and the migrations lack; it must then be listed in migrations/index.ts. */
export async function writeMigration([name]: string[]): Promise<number> {
  if (!name || !/^[A-Z][A-Za-z]+$/.test(name)) {
    console.error('请给出迁移的名称，例如：write-migration AddCadence');
    return 2;
  }
  const statements = await onScratchDatabase(statementsToEntities);
  if (statements.length === 0) {
    console.log('没有变化，不需要迁移');
    return 0;
  }
  const stamp = Math.floor(new Clock().now().getTime() / 1000) * 1000;
  const file = `${SOURCES}${stamp}-${name}.ts`;
  writeFileSync(file, sourceOf(`${name}${stamp}`, statements));
  console.log(`已写入 ${file}；请把它列入 index.ts`);
  return 0;
}

async function statementsToEntities(source: DataSource): Promise<string[]> {
  await migrate(source);
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}

function sourceOf(className: string, statements: string[]): string {
  const lines = statements.map(statement => `    await runner.query(\`${statement.replaceAll('`', '\\`')}\`);`);
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
${lines.join('\n')}
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
`;
}
