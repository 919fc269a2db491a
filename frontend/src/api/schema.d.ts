export interface paths {
  '/api/v1/session': {
    get: { responses: { 200: { headers: object; content: { 'application/json': components['schemas']['Me'] } } } }
    post: {
      requestBody: { content: { 'application/json': { email: string; password: string } } }
      responses: { 200: { headers: object; content: { 'application/json': components['schemas']['Me'] } } }
    }
    delete: { responses: { 204: { headers: object; content?: never } } }
  }
  '/api/v1/session/preferences': {
    put: {
      requestBody: { content: { 'application/json': { locale: string; theme: string } } }
      responses: { 200: { headers: object; content: { 'application/json': components['schemas']['Me'] } } }
    }
  }
  '/api/v1/sites': {
    get: {
      parameters: { query?: { cursor?: string; limit?: number } }
      responses: {
        200: {
          headers: object
          content: { 'application/json': { items: components['schemas']['Site'][]; nextCursor?: string } }
        }
      }
    }
  }
  '/api/v1/jobs': {
    get: {
      parameters: { query?: { active?: boolean; cursor?: string; limit?: number } }
      responses: {
        200: {
          headers: object
          content: { 'application/json': { items: components['schemas']['Job'][]; nextCursor?: string } }
        }
      }
    }
  }
  '/api/v1/jobs/{id}': {
    get: {
      parameters: { path: { id: number } }
      responses: { 200: { headers: object; content: { 'application/json': components['schemas']['Job'] } } }
    }
  }
  '/api/v1/jobs/{id}/cancellation': {
    post: {
      parameters: { path: { id: number } }
      responses: { 202: { headers: object; content?: never } }
    }
  }
}
export interface components {
  schemas: {
    Me: {
      userId: number
      name: string
      email: string
      roles: string[]
      permissions: string[]
      siteIds: number[] | null
      employerId?: number
      personId?: number
      locale: string
      theme: string
    }
    Site: {
      id: number
      version: number
      code: string
      name: string
      zone: string
      country: string
      calendarId?: number
    }
    Job: {
      id: number
      kind: string
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
      phase: string
      fraction: number
      best?: number
      bound?: number
      message: string
      error?: string
      result?: unknown
      subject: { type: string; id: number }
      createdAt: string
      startedAt?: string
      finishedAt?: string
      version: number
    }
  }
}
