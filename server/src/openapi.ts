import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { bodySchema } from './platform/act.body.js';
import { namedSchemas, schemaOf } from './platform/dto.js';
import { PROCESSES } from './rules/index.js';

/** The description of the whole API: routes as declared, schemas by name, and every act of the process tables under its own path. */
export function apiDescription(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder().setTitle('督导').setVersion('1').addCookieAuth('dudao_session').build();
  const description = SwaggerModule.createDocument(app, base);
  description.components = { ...description.components, schemas: namedSchemas() as never };
  describeActs(description);
  return description;
}

/** What an act answers where its record hangs on no task. */
const ANSWERS: Record<string, string> = { paper: 'Paper', object_item: 'ObjectDetail' };

/** `POST /api/tasks/{id}/completion` … from the tables, so that a new row of a table is described without another word. */
function describeActs(description: OpenAPIObject): void {
  for (const process of PROCESSES) {
    for (const path of Object.keys(description.paths))
      if (path === `/api/${process.collection}/{id}/{noun}`) delete description.paths[path];
    for (const [name, act] of Object.entries(process.acts)) {
      if (act.who.every((who: { role: string }) => who.role === 'system')) continue;
      description.paths[`/api/${process.collection}/{id}/${act.noun}`] = {
        post: {
          operationId: `${process.name}_${name}`,
          summary: act.label,
          tags: [process.label],
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          requestBody: { required: true, content: { 'application/json': { schema: schemaOf(bodySchema(act, { accountId: 0 })) } } },
          responses: {
            200: {
              description: '',
              content: {
                'application/json': { schema: { $ref: `#/components/schemas/${ANSWERS[process.name] ?? 'TaskDetail'}` } },
              },
            },
          },
        },
      };
    }
  }
}

/** Serves the description at `/api/openapi.json` to whoever is signed in or not: it holds no data. */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDescription(app), { jsonDocumentUrl: 'api/openapi.json', ui: false, raw: ['json'] });
}
