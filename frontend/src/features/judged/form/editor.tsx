import {
  Accordion,
  Button,
  Grid,
  Group,
  NativeSelect,
  NumberInput,
  Text,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { fieldMessages, ProblemError } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { wordsOf } from '@/parts/inputs/choices'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { useUnsaved } from '@/parts/unsaved'
import { type Form, useSaveForm } from '../queries'
import { Changes } from './changes'
import { ItemFields } from './item-fields'
import { ItemHead } from './item-head'
import { Preview } from './preview'
import { type Draft, draftOf, fieldsOf, type Line, withChange, withItem, withMove } from './sheet'
import { useFormStrings } from './strings'

const CHANNELS = ['voice', 'chat', 'ticket'] as const
const SECTIONS = ['behaviour', 'outcome'] as const

/** Which places the server refuses, by line and then by field; `form` is the form's own. */
type Findings = ReadonlyMap<number | 'form', readonly string[]>

/** A draft with its items, a trial of it, and what it changes. */
export function Editor({ form, held }: { form: Form; held: Form | undefined }) {
  const t = useFormStrings()
  const [draft, setDraft] = useState(() => draftOf(form))
  const [sent, setSent] = useState(draft)
  const [open, setOpen] = useState<string[]>([])
  const save = useSaveForm()
  const findings = findingsOf(save.error, sent.lines)
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }))
  const changed = JSON.stringify(fieldsOf(draft)) !== JSON.stringify(fieldsOf(draftOf(form)))
  useUnsaved(changed)
  const count = [...findings.values()].flat().length
  const mine = findings.get('form') ?? []
  const error = (field: 'name' | 'passFrom' | 'channel' | 'items') =>
    mine.includes(field) ? t(`finding.${field}`) : undefined
  const send = () => {
    setSent(draft)
    save.mutate(
      { of: form, fields: fieldsOf(draft) },
      {
        onSuccess: () => toast.done(t('saved')),
        onError: (refused) =>
          setOpen((old) => [
            ...new Set([...old, ...[...findingsOf(refused, draft.lines).keys()].map(String)]),
          ]),
      },
    )
  }
  return (
    <>
      <Text c="dimmed" maw={860} mb="md">
        {t('intro')}
      </Text>
      <Group gap="sm" mb="md">
        <Button onClick={send} loading={save.isPending} disabled={!changed}>
          {t('save')}
        </Button>
        {changed && <Status standing="warn">{t('unsaved')}</Status>}
        <Text c="dimmed" size="sm">
          {t('publishHint')}
        </Text>
      </Group>
      {count > 0 && (
        <Text c="red" role="alert" mb="md">
          {t('found', { count })} {error('items')}
        </Text>
      )}
      {save.error && count === 0 && <ErrorPanel error={save.error} />}
      <Grid>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Group gap="sm" mb="md" align="flex-start">
            <TextInput
              label={t('name')}
              maxLength={200}
              required
              value={draft.name}
              error={error('name')}
              onChange={({ currentTarget: { value } }) => change({ name: value })}
            />
            <NativeSelect
              label={t('channel')}
              data={wordsOf(CHANNELS, (word) => t(`channels.${word}`))}
              value={draft.channel}
              error={error('channel')}
              onChange={({ currentTarget: { value } }) =>
                change({ channel: value as Draft['channel'] })
              }
            />
            <NumberInput
              label={t('passFrom')}
              min={0}
              max={100}
              value={draft.passFrom}
              error={error('passFrom')}
              onChange={(value) => change({ passFrom: Number(value) })}
            />
          </Group>
          {SECTIONS.map((section) => (
            <Section
              key={section}
              section={section}
              draft={draft}
              held={held}
              findings={findings}
              open={open}
              onOpen={setOpen}
              onLines={(lines) => change({ lines })}
            />
          ))}
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Changes draft={draft} held={held} />
          <Preview draft={draft} />
        </Grid.Col>
      </Grid>
    </>
  )
}

interface SectionProps {
  section: (typeof SECTIONS)[number]
  draft: Draft
  held: Form | undefined
  findings: Findings
  open: string[]
  onOpen: (open: string[]) => void
  onLines: (lines: readonly Line[]) => void
}

function Section({ section, draft, held, findings, open, onOpen, onLines }: SectionProps) {
  const t = useFormStrings()
  const behaviour = section === 'behaviour'
  const { lines } = draft
  const add = () => {
    const more = withItem(lines, behaviour)
    onLines(more)
    onOpen([...open, String(Math.max(...more.map(({ line }) => line)))])
  }
  return (
    <Panel
      title={t(`section.${section}`)}
      actions={
        <Button variant="default" onClick={add}>
          {t('add')}
        </Button>
      }
    >
      <Text c="dimmed" size="sm" mb="sm">
        {t(`sectionText.${section}`)}
      </Text>
      <Accordion
        multiple
        keepMounted={false}
        variant="contained"
        value={open}
        onChange={onOpen}
        order={3}
      >
        {lines
          .filter(({ item }) => item.behaviour === behaviour)
          .map(({ line, item }) => (
            <Accordion.Item key={line} value={String(line)}>
              <Accordion.Control>
                <ItemHead item={item} lines={lines} wrong={findings.has(line)} />
              </Accordion.Control>
              <Accordion.Panel>
                <ItemFields
                  item={item}
                  lines={lines}
                  known={held?.items.some(({ key }) => key === item.key) ?? false}
                  wrong={findings.get(line) ?? []}
                  onChange={(to) => onLines(withChange(lines, line, to))}
                  onMove={(step) => onLines(withMove(lines, line, step))}
                  onRemove={() => onLines(lines.filter((one) => one.line !== line))}
                />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
      </Accordion>
    </Panel>
  )
}

/** The fields a refusal names, at the items that were sent. */
function findingsOf(error: unknown, lines: readonly Line[]): Findings {
  const found = new Map<number | 'form', string[]>()
  if (!(error instanceof ProblemError) || error.status !== 422) return found
  for (const name of Object.keys(fieldMessages(error))) {
    const [, at, field] = /^items\.(\d+)\.(.+)$/.exec(name) ?? []
    const place = at === undefined ? 'form' : lines[Number(at)]?.line
    if (place !== undefined) found.set(place, [...(found.get(place) ?? []), field ?? name])
  }
  return found
}
