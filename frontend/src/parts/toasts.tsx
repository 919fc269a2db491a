import { Notifications } from '@mantine/notifications'

/** The corner where short news appears. A file of its own, so that its code is loaded apart from what tells the news. */
export function Toasts() {
  return <Notifications position="bottom-right" />
}
