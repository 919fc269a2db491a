import { Button, Drawer, Group, type MantineSize, Stack, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { trackJob } from '@/app/jobs/tracked'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { type Standing, usePlanChange } from './queries'
import { usePlanStrings } from './strings'

/** What the form of a scenario or of a hiring plan is opened with. */
export interface FormProps<Kept> {
  /** Nothing for a new one. */
  kept: Kept | undefined
  onClose: () => void
  onKept: (id: number) => void
}

/** Fields on their way, and how part of them is changed. */
export interface Draft<Fields> {
  fields: Fields
  set: (part: Partial<Fields>) => void
}

export function useDraft<Fields>(begin: () => Fields): Draft<Fields> {
  const [fields, setFields] = useState(begin)
  return { fields, set: (part) => setFields((old) => ({ ...old, ...part })) }
}

/** What the server says of a kept plan beside its fields. */
interface Marks {
  id: number
  version: number
  createdAt: string
  createdBy: number
  changedAt: string
  changedBy: number
  last?: unknown
}

/** The fields of a kept plan, without what the server says of it. */
export function fieldsOf<Kept extends Marks>(kept: Kept): Omit<Kept, keyof Marks> {
  const { id, version, createdAt, createdBy, changedAt, changedBy, last, ...fields } = kept
  return fields
}

interface Props<Fields> {
  title: string
  size: MantineSize
  kept: Standing
  fields: Fields
  /** Whether what cannot be left out is there. */
  ready: boolean
  keep: (order: { fields: Fields; now: Standing }) => Promise<{ id: number; jobId: number }>
  onClose: () => void
  onKept: (id: number) => void
  children: ReactNode
}

/** The drawer around a form: it keeps the fields and follows the computing. */
export function PlanDrawer<Fields>(props: Props<Fields>) {
  const { title, size, kept, fields, ready, onClose, onKept, children } = props
  const t = usePlanStrings()
  const shell = useShellStrings()
  const keep = usePlanChange(props.keep)
  const send = () =>
    keep.mutate(
      { fields, now: kept },
      {
        onSuccess: ({ id, jobId }) => {
          trackJob(jobId)
          onKept(id)
        },
      },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {children}
        {keep.error && <ErrorPanel error={keep.error} />}
        <Group justify="flex-end">
          <Button loading={keep.isPending} disabled={!ready} onClick={send}>
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}

interface Named {
  name: string
  description: string
}

/** What every plan begins with. */
export function NameFields({
  fields,
  set,
}: {
  fields: Named
  set: (part: Partial<Named>) => void
}) {
  const t = usePlanStrings()
  return (
    <>
      <TextInput
        label={t('name')}
        required
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('description')}
        value={fields.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </>
  )
}
