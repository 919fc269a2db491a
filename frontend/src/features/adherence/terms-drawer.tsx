import { Button, Drawer, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { type AdherenceTerms, setTerms, termsQuery } from './queries'
import { useAdherenceStrings } from './strings'

interface Props {
  site: number
  onClose: () => void
}

/** What a site counts as a departure. */
export function TermsDrawer({ site, onClose }: Props) {
  const t = useAdherenceStrings()
  const shell = useShellStrings()
  // What is edited is what was read when the drawer opened: a version of its own.
  const query = useQuery({ ...termsQuery(site), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('terms.title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Loaded query={query}>
        {({ version, terms }) => (
          <Form key={version} site={site} version={version} terms={terms} onClose={onClose} />
        )}
      </Loaded>
    </Drawer>
  )
}

function Form(props: Props & { version: number; terms: AdherenceTerms }) {
  const t = useAdherenceStrings()
  const client = useQueryClient()
  const [values, setValues] = useState(props.terms)
  const set = (change: Partial<AdherenceTerms>) => setValues((old) => ({ ...old, ...change }))
  const save = useMutation({
    mutationFn: () => setTerms(props.site, props.version, values),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['adherence'] })
      props.onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text c="dimmed">{t('terms.text')}</Text>
        <NumberInput
          label={t('terms.grace')}
          min={0}
          max={3600}
          allowDecimal={false}
          suffix={` ${t('terms.seconds')}`}
          value={values.graceS}
          onChange={(value) => set({ graceS: Number(value) })}
        />
        <Switch
          label={t('terms.outside')}
          checked={values.outside}
          onChange={(event) => set({ outside: event.currentTarget.checked })}
        />
        <Switch
          label={t('terms.awayIsWork')}
          description={t('terms.awayText')}
          checked={values.awayIsWork}
          onChange={(event) => set({ awayIsWork: event.currentTarget.checked })}
        />
        {save.isError && <ErrorPanel error={save.error} />}
        <Button type="submit" loading={save.isPending}>
          {t('terms.save')}
        </Button>
      </Stack>
    </form>
  )
}
