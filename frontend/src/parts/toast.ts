import { notifications } from '@mantine/notifications'

type Colour = 'blue' | 'red'

// Errors stay until closed; good news leaves by itself.
function show(color: Colour, message: string, title?: string): void {
  notifications.show({ color, message, title, autoClose: color === 'red' ? false : 5000 })
}

/** Short news in the corner of the screen. */
export const toast = {
  done: (message: string) => show('blue', message),
  failed: (message: string, title?: string) => show('red', message, title),
}
