import { Group, UnstyledButton } from '@mantine/core'
import { setLanguage, useLanguage } from '@/i18n'
import { LANGUAGES, tagOf } from '@/i18n/language'
import classes from './sign-in.module.css'

/** Chooses the language on this device before anybody is signed in. */
export function DeviceLanguage() {
  const language = useLanguage()
  return (
    <Group gap="md" justify="center">
      {LANGUAGES.map(({ code, name }) => (
        <UnstyledButton
          key={code}
          className={classes.language}
          lang={tagOf(code)}
          aria-pressed={code === language}
          onClick={() => setLanguage(code)}
        >
          {name}
        </UnstyledButton>
      ))}
    </Group>
  )
}
