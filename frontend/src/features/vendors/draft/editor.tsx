import { Alert, Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldMessages } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Changes } from '../changes'
import { type ContractTerms, type ContractVersion, type Programme, useDraft } from '../queries'
import { Terms } from '../terms'
import classes from './draft.module.css'
import { unreadable } from './exact'
import { Holding } from './holding'
import { FindingsProvider } from './inputs'
import { Levels } from './levels'
import { Rates } from './rates'
import { Ladder, Risk } from './risk'
import { useDraftStrings } from './strings'
import { Volume } from './volume'

interface Props {
  programme: Programme
  /** The draft to change; undefined begins one. */
  draft: ContractVersion | undefined
  /** Terms to begin from. */
  terms: ContractTerms
  /** The version in force, to say what changes. */
  held: ContractVersion | undefined
}

/** Every part of a version as fields, and beside them what it says in plain words. */
export function Editor({ programme, draft: given, terms, held }: Props) {
  const t = useDraftStrings()
  const navigate = useNavigate()
  const save = useDraft()
  const [draft] = useState(given) // others' changes are refused, not taken for one's own
  const [now, setNow] = useState(terms)
  const [note, setNote] = useState(draft?.note ?? '')
  const set = (change: Partial<ContractTerms>) => setNow({ ...now, ...change })
  const findings = found(save.error)
  const count = Object.keys(findings).length
  const bad = unreadable(now)
  const back = (version?: number) =>
    void navigate({
      to: '/vendors/programmes/$programmeId',
      params: { programmeId: programme.id },
      search: { version },
    })
  const send = () =>
    save.mutate(
      { programme: programme.id, of: draft, terms: now, note },
      { onSuccess: ({ id }) => back(id) },
    )
  return (
    <FindingsProvider value={findings}>
      <div className={classes.sides}>
        <div>
          {count > 0 && (
            <Alert color="red" variant="outline" role="alert" mb="md">
              {t('wrongHere', { count })}
            </Alert>
          )}
          <Holding terms={now} set={set} note={note} onNote={setNote} />
          <Rates rates={now.rates} onChange={(rates) => set({ rates })} />
          <Volume terms={now} set={set} />
          <Levels levels={now.levels} onChange={(levels) => set({ levels })} />
          <Risk terms={now} set={set} />
          <Ladder ladder={now.ladder} onChange={(ladder) => set({ ladder })} />
        </div>
        <div className={classes.beside}>
          {save.isError && count === 0 && <ErrorPanel error={save.error} />}
          <Panel title={t('preview')}>
            <Terms terms={now} />
          </Panel>
          {held && (
            <Panel title={t('against', { number: held.number })}>
              <Changes before={held.terms} after={now} />
            </Panel>
          )}
          <Group justify="flex-end" mb="md">
            {bad > 0 && <Text c="var(--error)">{t('unreadable', { count: bad })}</Text>}
            <Button variant="default" onClick={() => back()}>
              {t('cancel')}
            </Button>
            <Button loading={save.isPending} disabled={bad > 0} onClick={send}>
              {t('save')}
            </Button>
          </Group>
        </div>
      </div>
    </FindingsProvider>
  )
}

/** What the server found by field, wherever in the request it says the terms are. */
function found(error: unknown): Record<string, string> {
  const messages = Object.entries(fieldMessages(error))
  return Object.fromEntries(messages.map(([path, text]) => [path.replace(/^terms\./, ''), text]))
}
