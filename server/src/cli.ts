interface Command {
  usage: string;
  run(words: string[]): Promise<number>;
}

/** `node server/dist/cli.js <command>`; each answers the exit code and loads only what it needs. */
const COMMANDS: Record<string, Command> = {
  'audit-verify': {
    usage: 'audit-verify [封记]        逐条核对审计日志的哈希链，有封记的一并比对',
    run: async words => (await import('./commands/audit.js')).verifyAudit(words),
  },
  'evidence-verify': {
    usage: 'evidence-verify 文件.zip   核对下载的佐证材料包，指出哪份文件有变',
    run: async words => (await import('./commands/evidence.js')).verifyPackage(words),
  },
  'create-admin': {
    usage: 'create-admin 登录名 姓名    建立第一个系统管理员',
    run: async words => (await import('./commands/administrator.js')).createAdministrator(words),
  },
  'check-migrations': {
    usage: 'check-migrations          核对迁移与实体是否一致',
    run: async () => (await import('./commands/migrations.js')).checkMigrations(),
  },
  'write-migration': {
    usage: 'write-migration Name      由实体的变化生成一个迁移',
    run: async words => (await import('./commands/migrations.js')).writeMigration(words),
  },
  'check-generated': {
    usage: 'check-generated           核对由规则生成的接口类型、流程表和流程图',
    run: async () => (await import('./commands/generated.js')).checkGenerated(),
  },
  'write-generated': {
    usage: 'write-generated           重新生成上述文件',
    run: async () => (await import('./commands/generated.js')).writeGenerated(),
  },
};

const [name = '', ...words] = process.argv.slice(2);
const command = COMMANDS[name];
if (command) {
  process.exitCode = await command.run(words);
} else {
  console.error(
    `用法：\n${Object.values(COMMANDS)
      .map(each => `  ${each.usage}`)
      .join('\n')}`,
  );
  process.exitCode = 2;
}
