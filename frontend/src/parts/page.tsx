import { Anchor, Breadcrumbs, Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useShellStrings } from '@/app/strings'
import classes from './page.module.css'

interface Props {
  /** What the screen shows; also the title of the browser's tab. */
  title: string
  /** Links to the screens above this one, outermost first. */
  trail?: ReactNode[]
  /** A word or figure beside the title. */
  note?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  /** Uses the whole height of the window: the content scrolls, the page does not. */
  fill?: boolean
  children: ReactNode
}

/** The frame of every screen: one first-level heading, the way back, the actions. */
export function Page({ title, trail, note, actions, fill, children }: Props) {
  const t = useShellStrings()
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  return (
    <div className={fill ? classes.filled : classes.page}>
      {trail && trail.length > 0 && (
        <Breadcrumbs
          component="nav"
          aria-label={title}
          className={classes.trail}
          separatorMargin={6}
          mb={4}
        >
          {trail}
        </Breadcrumbs>
      )}
      <Group className={classes.head} justify="space-between" gap="sm">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h1">
            {title}
          </Title>
          {note}
        </Group>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  )
}

export { Anchor as TrailLink }
