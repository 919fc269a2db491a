import { notifications } from '@mantine/notifications'
import { i18n } from '@/i18n'

type Colour = 'blue' | 'red'

// Errors stay until closed; good news leaves by itself.
function show(color: Colour, message: string, title?: string): void {
  notifications.show({
    color,
    message,
    title,
    autoClose: color === 'red' ? false : 5000,
    closeButtonProps: { 'aria-label': i18n.t('close', { ns: 'shell' }) },
  })
}

/** Short news in the corner of the screen. */
export const toast = {
  done: (message: string) => show('blue', message),
  failed: (message: string, title?: string) => show('red', message, title),
}
