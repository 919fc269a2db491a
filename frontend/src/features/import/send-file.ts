import { BASE } from '@/api/client'
import { problemOf, UnreachableError } from '@/api/problem'
import type { Upload } from './queries'

/**
 * Sends a file as it is, telling how far it is. By XMLHttpRequest, since fetch
 * cannot tell; the browser streams the file from the disk.
 */
export function sendFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${BASE}/uploads`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Upload)
      else void problemOf(answerOf(request)).then(reject)
    }
    request.onerror = () => reject(new UnreachableError('the file could not be sent'))
    request.onabort = () => reject(new DOMException('the sending was stopped', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function answerOf({ status, responseText }: XMLHttpRequest): Response {
  return new Response(responseText, { status })
}
