import { createApp } from '../app.js';
import { FirstAdministrator } from '../people/first.administrator.js';
import { readConfig } from '../platform/config.js';
import { onRunningDatabase } from './running.js';

/** Makes the first system administrator of a system without seeds and prints the initial password, once. */
export async function createAdministrator([login, name]: string[]): Promise<number> {
  if (!login || !name) {
    console.error('用法：create-admin 登录名 姓名');
    return 2;
  }
  return onRunningDatabase(async source => {
    const app = await createApp(readConfig(), source);
    try {
      const password = await app.get(FirstAdministrator).create(login, name);
      console.log(`已建立系统管理员 ${name}（${login}），初始密码：${password}\n首次登录后须修改；这个密码不会再显示。`);
      return 0;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    } finally {
      await app.close();
    }
  });
}
