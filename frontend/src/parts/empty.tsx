import { Stack, Text } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'

interface Props {
  icon?: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  /** What goes here. */
  title: string
  /** Why it is empty, in a sentence. */
  text?: string
  /** The one next action. */
  action?: ReactNode
}

/** What an empty place says: what belongs here and the one thing to do next. */
export function Empty({ icon: Icon, title, text, action }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center" c="dimmed">
      {Icon && <Icon size={28} aria-hidden />}
      <Text fw={600} c="var(--text)">
        {title}
      </Text>
      {text && <Text maw={460}>{text}</Text>}
      {action}
    </Stack>
  )
}
