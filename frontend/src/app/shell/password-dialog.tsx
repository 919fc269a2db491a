import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '@/api/client'
import { fieldMessages } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { useShellStrings } from '../strings'

const EMPTY = { current: '', next: '', again: '' }

/** Changes the password of who is signed in. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useShellStrings()
  const [values, setValues] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) =>
      api.PUT('/session/password', { body: { current, next } }),
    onSuccess: () => setValues(EMPTY),
  })
  const wrong = fieldMessages(change.error)
  const named = wrong.current !== undefined || wrong.next !== undefined
  const differs = tried && values.again !== values.next
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (values.again === values.next) change.mutate(values)
  }
  const field = (name: keyof typeof EMPTY) => ({
    label: t(`account.${name}`),
    value: values[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('account.password')}
      closeButtonProps={{ 'aria-label': t('account.close') }}
    >
      {change.isSuccess ? (
        <Stack>
          <Text role="status">{t('account.changed')}</Text>
          <Group>
            <Button onClick={onClose}>{t('account.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <PasswordInput
              {...field('current')}
              autoComplete="current-password"
              error={wrong.current && t('account.wrong')}
              data-autofocus
            />
            <PasswordInput
              {...field('next')}
              autoComplete="new-password"
              description={t('account.nextHint')}
              error={wrong.next && t('account.weak')}
            />
            <PasswordInput
              {...field('again')}
              autoComplete="new-password"
              error={differs && t('account.differs')}
            />
            {change.isError && !named && <ErrorPanel error={change.error} />}
            <Group>
              <Button type="submit" loading={change.isPending}>
                {t('account.password')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
