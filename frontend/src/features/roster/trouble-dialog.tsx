import { Button, Group, List, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FieldProblem, ProblemError } from '@/api/problem'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import type { Act } from './model/history'
import { type Desk, deskQuery } from './queries'
import { useMeasureWords, useRuleWords } from './rule-words'
import { useRosterStrings } from './strings'
import { useSession } from './use-desk'

/** What the server refused, and the planner's ways on. */
export function TroubleDialog(props: { rosterId: number; desk: Desk; zone: string }) {
  const { rosterId, desk, zone } = props
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
        <Refusals error={trouble.error} zone={zone} />
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
        <Refusals error={trouble.error} zone={zone} />
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

/** The lines of a refusal, in the language on screen: which rule whose days break, or who changed what. */
export function Refusals({ error, zone }: { error: ProblemError; zone: string }) {
  const words = useLineWords(error.code, zone)
  return (
    <List size="sm">
      {error.fields.slice(0, 12).map((line) => (
        <List.Item key={`${line.location} ${line.code} ${line.message}`}>{words(line)}</List.Item>
      ))}
    </List>
  )
}

function useLineWords(code: string, zone: string) {
  const t = useRosterStrings()
  const format = useFormat()
  const rule = useRuleWords()
  const measure = useMeasureWords()
  const day = (date: string) => format.day(date, 'weekdayDate')
  return (line: FieldProblem) => {
    const { figures = [], message } = line
    if (code === 'stale' && figures.length === 3) {
      const [name, of, at] = figures as [string, string, string]
      const time = format.time(at, zone)
      return t('trouble.changed', { name: name || t('trouble.somebody'), day: day(of), time })
    }
    if (code !== 'rules_broken' || !line.code) return message
    const said = measure({
      rule: line.code,
      found: Number(line.found),
      limit: Number(line.expected),
    })
    const days = [...new Set([figures[0], figures.at(-1)])].filter((date) => date !== undefined)
    return (
      <>
        {line.about && `${line.about}${colon()}`}
        <b>{rule(line.code)}</b>
        {said}
        {days.length > 0 && ` · ${days.map(day).join(' – ')}`}
      </>
    )
  }
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
