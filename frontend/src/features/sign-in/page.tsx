import {
  Alert,
  Button,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSignIn } from '@/api/session'
import { Logo } from '@/app/shell/logo'
import { DeviceLanguage } from './device-language'
import classes from './sign-in.module.css'
import { useSignInStrings } from './strings'
import { SignInTrouble } from './trouble'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const t = useSignInStrings()
  const { next, ended } = route.useSearch()
  const router = useRouter()
  const signIn = useSignIn()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() ? null : t('emailNeeded')),
      password: (value) => (value ? null : t('passwordNeeded')),
    },
  })
  useEffect(() => {
    document.title = `${t('title')} · Muster`
  }, [t])
  const submit = form.onSubmit(({ email, password }) =>
    signIn.mutate(
      { email: email.trim(), password },
      { onSuccess: () => router.history.push(next ?? '/') },
    ),
  )
  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder>
        <Group gap="sm" mb={4}>
          <Logo size={32} />
          <Title order={1}>Muster</Title>
        </Group>
        <Text c="dimmed" mb="lg">
          {t('tagline')}
        </Text>
        {ended && !signIn.isError && (
          <Alert variant="outline" mb="md">
            {t('ended')}
          </Alert>
        )}
        {signIn.isError && <SignInTrouble error={signIn.error} />}
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="username"
              size="md"
              data-autofocus
              key={form.key('email')}
              {...form.getInputProps('email')}
            />
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              size="md"
              key={form.key('password')}
              {...form.getInputProps('password')}
            />
            <Button type="submit" size="md" loading={signIn.isPending}>
              {t('submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
      <DeviceLanguage />
    </main>
  )
}
