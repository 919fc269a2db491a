import { Button, Drawer, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { fieldMessages } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { useReasonName } from './frame'
import { given, ownOwner } from './owners'
import { type Reason, type ReasonFields, type Terms, usePutReason, useSetTerms } from './queries'
import { FilingInputs, ReasonInputs } from './reason-fields'
import { useVoiceStrings } from './strings'

interface Props {
  /** Undefined: a new one. */
  reason: Reason | undefined
  tree: readonly Reason[]
  terms: Terms
  onClose: () => void
}

const FRESH: ReasonFields = {
  ...{ code: '', name: '', nameZh: '', driver: 'defect', parentId: 0 },
  words: [],
  retired: false,
}

/** A reason with everything that can be said of it, and the department that answers for it. */
export function ReasonDrawer({ reason, tree, terms, onClose }: Props) {
  const t = useVoiceStrings()
  const name = useReasonName()
  const [fields, setFields] = useState<ReasonFields>(reason ? fieldsOf(reason) : FRESH)
  const was = reason ? (ownOwner(terms.departments, reason.id) ?? '') : ''
  const [owner, setOwner] = useState(was)
  const put = usePutReason()
  const agree = useSetTerms()
  const error = put.error ?? agree.error
  const change = (part: Partial<ReasonFields>) => setFields((old) => ({ ...old, ...part }))
  const done = () => {
    toast.done(t('saved'))
    onClose()
  }
  const send = () =>
    put.mutate(
      { of: reason, fields },
      {
        onSuccess: ({ id }) => {
          if (owner === was) return done()
          const { version, ...agreed } = terms
          const departments = given(terms.departments, id, owner)
          agree.mutate({ version, fields: { ...agreed, departments } }, { onSuccess: done })
        },
      },
    )
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={reason ? name(reason) : t('newReason')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <ReasonInputs
          fields={fields}
          above={tree.filter(({ id }) => id !== reason?.id)}
          wrong={fieldMessages(error)}
          onChange={change}
        />
        <NativeSelect
          label={t('department')}
          description={t(terms.departments.length > 0 ? 'ownerText' : 'noDepartments')}
          disabled={terms.departments.length === 0}
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
          data={[
            { value: '', label: t('asAbove') },
            ...terms.departments.map((one) => ({ value: one.name, label: one.name })),
          ]}
        />
        <FilingInputs fields={fields} wrong={fieldMessages(error)} onChange={change} />
        {error && <ErrorPanel error={error} />}
        <Button
          loading={put.isPending || agree.isPending}
          disabled={fields.name.trim() === '' || fields.code.trim() === ''}
          onClick={send}
        >
          {t('save')}
        </Button>
      </Stack>
    </Drawer>
  )
}

function fieldsOf({ id, version, ...fields }: Reason): ReasonFields {
  return fields
}
