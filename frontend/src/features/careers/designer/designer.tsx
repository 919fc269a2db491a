import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { useUnsaved } from '@/parts/unsaved'
import {
  forgetLadder,
  type LadderReport,
  publishLadder,
  saveLadder,
  useCareerChange,
} from '../queries'
import { RefusalPanel } from '../refusals/panel'
import { useCareerStrings } from '../strings'
import classes from './designer.module.css'
import type { LadderDocument } from './document'
import { Changes, Faults } from './faults'
import { LanesEditor } from './lanes'
import { MovesEditor } from './moves-editor'
import { useDesignerStrings } from './strings'
import { Tries } from './tries'

/**
 * The designer of a draft. What is changed here is kept on the page until it is saved, on the
 * version that it began from: whoever saved in between is not overwritten.
 */
export function Designer({ ladder }: { ladder: LadderReport }) {
  const [base, setBase] = useState(ladder)
  const [doc, setDoc] = useState(() => documentOf(ladder))
  const begin = (saved: LadderReport) => {
    setBase(saved)
    setDoc(documentOf(saved))
  }
  return (
    <>
      <Standing base={base} doc={doc} onBegin={begin} />
      <LanesEditor doc={doc} ladder={base} onChange={setDoc} />
      <MovesEditor doc={doc} ladder={base} onChange={setDoc} />
      <Tries ladder={base} />
      <Panel title={useDesignerStrings()('document')}>
        <Expert key={JSON.stringify(doc)} doc={doc} onTake={setDoc} />
      </Panel>
    </>
  )
}

const documentOf = ({ document }: LadderReport) => document as unknown as LadderDocument

interface StandingProps {
  base: LadderReport
  doc: LadderDocument
  onBegin: (saved: LadderReport) => void
}

/** What is wrong with the draft, what it changes, and what may be done with it. */
function Standing({ base, doc, onBegin }: StandingProps) {
  const t = useDesignerStrings()
  const words = useCareerStrings()
  const navigate = useNavigate()
  const save = useCareerChange(saveLadder)
  const publish = useCareerChange(publishLadder)
  const forget = useCareerChange(forgetLadder)
  const changed = JSON.stringify(doc) !== JSON.stringify(documentOf(base))
  const leave = useUnsaved(changed)
  const submit = () =>
    save.mutate(
      { ladder: base, document: doc as unknown as Record<string, unknown> },
      {
        onSuccess: (saved) => {
          onBegin(saved)
          toast.done(words('ladders.saved'))
        },
      },
    )
  const put = () =>
    publish.mutate(base, { onSuccess: () => toast.done(words('ladders.published')) })
  const drop = () =>
    forget.mutate(base.id, {
      onSuccess: () => leave(() => void navigate({ to: '/careers/ladders' })),
    })
  const failed = save.error ?? publish.error ?? forget.error
  return (
    <Panel title={t('title')}>
      <Stack gap="sm">
        {failed && <RefusalPanel error={failed} />}
        <Faults doc={doc} faults={base.faults} />
        <Changes doc={doc} changes={base.changes} />
        <Text aria-live="polite" fw={600}>
          {changed && t('unsaved')}
        </Text>
        <Group>
          <Button disabled={!changed} loading={save.isPending} onClick={submit}>
            {t('save')}
          </Button>
          <Button variant="default" disabled={!changed} onClick={() => onBegin(base)}>
            {t('undo')}
          </Button>
          <Button
            variant={changed ? 'default' : 'filled'}
            loading={publish.isPending}
            disabled={changed || base.faults.length > 0}
            onClick={put}
          >
            {words('ladders.publish')}
          </Button>
          <Button variant="default" loading={forget.isPending} onClick={drop}>
            {words('ladders.forget')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}

/** The draft as the document that it is, for those who would rather write it. */
function Expert({ doc, onTake }: { doc: LadderDocument; onTake: (doc: LadderDocument) => void }) {
  const t = useDesignerStrings()
  const words = useCareerStrings()
  const [text, setText] = useState(() => JSON.stringify(doc, null, 2))
  const [wrong, setWrong] = useState('')
  const take = () => {
    try {
      onTake(read(text))
    } catch (error) {
      setWrong(words('ladders.badJson', { message: error instanceof Error ? error.message : '' }))
    }
  }
  return (
    <details>
      <summary>{t('documentText')}</summary>
      <Textarea
        aria-label={t('document')}
        className={classes.document}
        autosize
        minRows={12}
        maxRows={28}
        value={text}
        error={wrong}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button mt="sm" variant="default" onClick={take}>
        {t('take')}
      </Button>
    </details>
  )
}

/** Reads a document as far as the page needs it to be one; the server says what else is wrong. */
function read(text: string): LadderDocument {
  const found = JSON.parse(text) as Partial<LadderDocument> | null
  const list = <T,>(some: T[] | undefined) => (Array.isArray(some) ? some : [])
  if (typeof found !== 'object' || found === null) throw new Error('{}')
  const { rungs, tracks, moves } = found
  return {
    ...(found as LadderDocument),
    ...{ rungs: list(rungs).map((r) => ({ ...r, name: r.name ?? {} })), moves: list(moves) },
    tracks: list(tracks).map((t) => ({ ...t, name: t.name ?? {}, rungs: list(t.rungs) })),
  }
}
