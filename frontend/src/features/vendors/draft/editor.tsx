import { Alert, Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { fieldMessages } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { useUnsaved } from '@/parts/unsaved'
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
  const set = useCallback(
    (change: Partial<ContractTerms>) => setNow((old) => ({ ...old, ...change })),
    [],
  )
  const leave = useUnsaved(!same(now, terms) || note !== (draft?.note ?? ''))
  const fields = useRef<HTMLDivElement>(null)
  const sent = save.variables?.terms
  const findings = save.isError
    ? found(save.error, (path) => same(valueAt(now, path), valueAt(sent, path)))
    : NONE
  const count = Object.keys(findings).length
  const bad = unreadable(now)
  useEffect(() => {
    if (save.isError) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [save.isError])
  const back = (version?: number) =>
    void navigate({
      to: '/vendors/programmes/$programmeId',
      params: { programmeId: programme.id },
      search: { version },
    })
  const send = () =>
    save.mutate(
      { programme: programme.id, of: draft, terms: now, note },
      { onSuccess: ({ id }) => leave(() => back(id)) },
    )
  return (
    <FindingsProvider value={findings}>
      <div className={classes.sides}>
        <div ref={fields}>
          <Holding terms={now} set={set} note={note} onNote={setNote} />
          <Rates rates={now.rates} set={set} />
          <Volume terms={now} set={set} />
          <Levels levels={now.levels} set={set} />
          <Risk terms={now} set={set} />
          <Ladder ladder={now.ladder} set={set} />
        </div>
        <div className={classes.beside}>
          <Panel title={t('preview')}>
            <Terms terms={now} />
          </Panel>
          {held && (
            <Panel title={t('against', { number: held.number })}>
              <Changes before={held.terms} after={now} />
            </Panel>
          )}
          {count > 0 && (
            <Alert color="red" variant="outline" role="alert" mb="md">
              {t('wrongHere', { count })}
            </Alert>
          )}
          {save.isError && fieldless(save.error) && <ErrorPanel error={save.error} />}
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

/** One object, so that parts that did not change are not drawn again. */
const NONE = {}

/** What the server found by field, wherever in the request it says the terms are; only of fields that are as they were sent. */
function found(error: unknown, stands: (path: string) => boolean): Record<string, string> {
  const messages = Object.entries(fieldMessages(error)).map(
    ([path, text]) => [path.replace(/^terms\./, ''), text] as const,
  )
  return Object.fromEntries(messages.filter(([path]) => stands(path)))
}

/** Whether an error says nothing of any field. */
function fieldless(error: unknown): boolean {
  return Object.keys(fieldMessages(error)).length === 0
}

/** What stands at a path such as "levels.0.target". */
function valueAt(terms: object | undefined, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], terms)
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
