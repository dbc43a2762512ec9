import type { DataProvider, GetListResult, Identifier, RaRecord } from 'react-admin';
import { request } from './http.js';

interface ListParams {
  filter?: Record<string, unknown>;
  sort?: { field: string; order: 'ASC' | 'DESC' };
  pagination?: { page: number; perPage: number };
  signal?: AbortSignal;
}

function list<T extends RaRecord>(resource: string, { filter, sort, pagination, signal }: ListParams): Promise<GetListResult<T>> {
  const { page, perPage } = pagination ?? { page: 1, perPage: 25 };
  const query = {
    filter: filter && Object.keys(filter).length > 0 ? filter : undefined,
    sort: sort && sort.field !== 'id' ? [sort.field, sort.order] : undefined,
    range: [(page - 1) * perPage, page * perPage - 1],
  };
  return request('GET', `/${resource}`, { query, signal });
}

const at = (resource: string, id: Identifier) => `/${resource}/${encodeURIComponent(id)}`;
const one = (resource: string, id: Identifier) => request<RaRecord>('GET', at(resource, id));
const each = async (ids: Identifier[], send: (id: Identifier) => Promise<unknown>) => {
  for (const id of ids) await send(id);
  return { data: ids };
};

/** The contract's lists and records for react-admin. Acts, uploads and the other verbs of the domain are in `client.ts`. */
export const dataProvider = {
  supportAbortSignal: true,
  getList: list,
  getManyReference: (resource, { target, id, filter, ...params }) => list(resource, { ...params, filter: { ...filter, [target]: id } }),
  getOne: async (resource, { id }) => ({ data: await one(resource, id) }),
  getMany: async (resource, { ids }) => ({ data: await Promise.all(ids.map(id => one(resource, id))) }),
  create: async (resource, { data }) => ({ data: await request('POST', `/${resource}`, { body: data }) }),
  update: async (resource, { id, data }) => ({ data: await request('PUT', at(resource, id), { body: data }) }),
  updateMany: (resource, { ids, data }) => each(ids, id => request('PUT', at(resource, id), { body: data })),
  delete: async (resource, { id, previousData }) => {
    await request('DELETE', at(resource, id));
    return { data: previousData };
  },
  deleteMany: (resource, { ids }) => each(ids, id => request('DELETE', at(resource, id))),
} as DataProvider;
