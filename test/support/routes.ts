import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ACCESS, type Access } from '../../server/src/people/access.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A route of the running application with what it declares about who may call it; undeclared: null. */
export interface Route {
  method: Method;
  /** As the server matches it, `/api/tasks/:id/:noun`. */
  path: string;
  access: Access | null;
}

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
}

/** Every route that the server answers under /api, whoever put it there. */
export function routesOf(app: NestExpressApplication): Route[] {
  const declared = declaredAccess(app);
  const { stack } = (app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
  return stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = Object.keys(route.methods).filter(method => route.methods[method] && method !== '_all');
    return [route.path]
      .flat()
      .flatMap(path =>
        path.startsWith('/api/')
          ? methods.map(method => ({ method: method as Method, path, access: declared.get(`${method} ${path}`) ?? null }))
          : [],
      );
  });
}

const METHODS: Method[] = ['get', 'post', 'put', 'delete', 'patch'];

/** What the controllers declare, by method and path. */
function declaredAccess(app: NestExpressApplication): Map<string, Access> {
  const scanner = new MetadataScanner();
  const found = new Map<string, Access>();
  for (const { metatype } of app.get(DiscoveryService).getControllers()) {
    if (!metatype) continue;
    const { prototype } = metatype as { prototype: Record<string, object> };
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name] as object;
      const access = Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype);
      if (!Reflect.hasMetadata('path', handler) || !access) continue;
      const method = METHODS[Reflect.getMetadata('method', handler)];
      for (const path of [Reflect.getMetadata('path', handler)].flat())
        found.set(`${method} ${join('api', Reflect.getMetadata('path', metatype), path)}`, access);
    }
  }
  return found;
}

const join = (...parts: string[]) =>
  `/${parts
    .map(part => part.replace(/^\/|\/$/g, ''))
    .filter(Boolean)
    .join('/')}`;

/** A path with numbers that stand for nothing, `/api/tasks/2000000000/2000000000` without the leading /api/. */
export const filled = (path: string, id: number | string = 2_000_000_000) => path.replace(/^\/api\//, '').replace(/:\w+/g, String(id));
