import { Group, Paper, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children: ReactNode
}

/** A part of a screen with a heading of its own. */
export function Panel({ title, actions, children }: Props) {
  const id = useId()
  return (
    <Paper
      withBorder
      p="md"
      mb="md"
      component="section"
      aria-labelledby={id}
      style={{ borderColor: 'var(--line)' }}
    >
      <Group justify="space-between" mb="sm">
        <Title order={2} id={id}>
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Paper>
  )
}
