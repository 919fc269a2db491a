// The kinds of things that workforce set-up keeps, and the calls behind each.
import { all, api } from './client'
import type { Resource } from './resource'
import type {
  Agreement,
  AgreementFields,
  Calendar,
  CalendarFields,
  Channel,
  ChannelFields,
  Employer,
  EmployerFields,
  Queue,
  QueueFields,
  Site,
  SiteFields,
  Skill,
  SkillFields,
  Team,
  TeamFields,
} from './types'

const page = (cursor?: string) => ({ params: { query: { cursor, limit: 500 } } })

export const sites: Resource<Site, SiteFields> = {
  name: 'sites',
  list: () => all((cursor) => api.GET('/sites', page(cursor))),
  create: (body, header) => api.POST('/sites', { body, params: { header } }),
  replace: (id, header, body) => api.PUT('/sites/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/sites/{id}', { params: { path: { id } } }),
}

export const calendars: Resource<Calendar, CalendarFields> = {
  name: 'calendars',
  list: () => all((cursor) => api.GET('/calendars', page(cursor))),
  create: (body, header) => api.POST('/calendars', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/calendars/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/calendars/{id}', { params: { path: { id } } }),
}

export const channels: Resource<Channel, ChannelFields> = {
  name: 'channels',
  list: () => all((cursor) => api.GET('/channels', page(cursor))),
  create: (body, header) => api.POST('/channels', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/channels/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/channels/{id}', { params: { path: { id } } }),
}

export const skills: Resource<Skill, SkillFields> = {
  name: 'skills',
  list: () => all((cursor) => api.GET('/skills', page(cursor))),
  create: (body, header) => api.POST('/skills', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/skills/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/skills/{id}', { params: { path: { id } } }),
}

export const queues: Resource<Queue, QueueFields> = {
  name: 'queues',
  list: () => all((cursor) => api.GET('/queues', page(cursor))),
  create: (body, header) => api.POST('/queues', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/queues/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/queues/{id}', { params: { path: { id } } }),
}

export const employers: Resource<Employer, EmployerFields> = {
  name: 'employers',
  list: () => all((cursor) => api.GET('/employers', page(cursor))),
  create: (body, header) => api.POST('/employers', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/employers/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/employers/{id}', { params: { path: { id } } }),
}

export const teams: Resource<Team, TeamFields> = {
  name: 'teams',
  list: () => all((cursor) => api.GET('/teams', page(cursor))),
  create: (body, header) => api.POST('/teams', { body, params: { header } }),
  replace: (id, header, body) => api.PUT('/teams/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/teams/{id}', { params: { path: { id } } }),
}

export const agreements: Resource<Agreement, AgreementFields> = {
  name: 'agreements',
  list: () => all((cursor) => api.GET('/agreements', page(cursor))),
  create: (body, header) => api.POST('/agreements', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/agreements/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/agreements/{id}', { params: { path: { id } } }),
}
