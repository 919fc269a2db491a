import { Button, Group, List, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ProblemError } from '@/api/problem'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import type { Act } from './model/history'
import { type Desk, deskQuery } from './queries'
import { useRuleWords } from './rule-words'
import { useRosterStrings } from './strings'
import { useSession } from './use-desk'

/** What the server refused, and the planner's ways on. */
export function TroubleDialog({ rosterId, desk }: { rosterId: number; desk: Desk }) {
  const t = useRosterStrings()
  const { trouble } = useSession(desk)
  const reload = useReload(rosterId)
  const { session } = desk
  const close = () => session.dismiss()
  if (!trouble) return null
  const title = t(`trouble.${trouble.kind}`)
  const leaving = {
    opened: true,
    onClose: close,
    title,
    closeButtonProps: { 'aria-label': t('trouble.close') },
  }
  if (trouble.kind === 'broken') {
    return (
      <Modal {...leaving}>
        <Text mb="xs">{t('trouble.brokenText')}</Text>
        <Refusals error={trouble.error} />
        <Group mt="md">
          <Button data-autofocus onClick={close}>
            {t('trouble.leave')}
          </Button>
          <Button
            variant="outline"
            color="red"
            onClick={() => {
              close()
              void session.do(trouble.act, true)
            }}
          >
            {t('trouble.force')}
          </Button>
        </Group>
      </Modal>
    )
  }
  if (trouble.kind === 'stale') {
    return (
      <Modal {...leaving}>
        <Text mb="xs">{t('trouble.staleText')}</Text>
        <Refusals error={trouble.error} />
        <Group mt="md">
          <Button data-autofocus onClick={() => void reload()}>
            {t('trouble.reload')}
          </Button>
          <Button variant="default" onClick={() => void reload(trouble.act)}>
            {t('trouble.keepMine')}
          </Button>
        </Group>
      </Modal>
    )
  }
  return (
    <Modal {...leaving}>
      <ErrorPanel error={trouble.error} />
      <Button mt="md" onClick={close}>
        {t('trouble.close')}
      </Button>
    </Modal>
  )
}

/** The lines of a refusal: a broken rule by its name in the language on screen, else the server's words. */
export function Refusals({ error }: { error: ProblemError }) {
  const rule = useRuleWords()
  const lines = Array.isArray(error.body.errors) ? (error.body.errors as Line[]) : []
  return (
    <List size="sm">
      {lines.slice(0, 12).map((line) => (
        <List.Item key={`${line.location} ${line.code} ${line.message}`}>
          {line.code && error.code === 'rules_broken' && (
            <b>
              {rule(line.code)}
              {colon()}
            </b>
          )}
          {line.message}
        </List.Item>
      ))}
    </List>
  )
}

interface Line {
  readonly location: string
  readonly message: string
  readonly code?: string
}

/** Reads the roster afresh; then makes an act again on top, where one is given. */
function useReload(rosterId: number) {
  const client = useQueryClient()
  return async (act?: Act) => {
    await client.invalidateQueries({ queryKey: ['rosters', rosterId] })
    const fresh = client.getQueryData<Desk>(deskQuery(rosterId).queryKey)
    if (act && fresh) await fresh.session.do(act)
  }
}
