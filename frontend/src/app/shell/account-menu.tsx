import { ActionIcon, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import { useMe, useSignOut } from '@/api/session'
import { AccountIcon, HelpIcon, Lock, LogOut } from '@/design/icons'
import { lazily } from '@/parts/lazily'
import { dismissAllJobs } from '../jobs/tracked'
import { openHelp } from '../keys/help'
import { leave } from '../leave'
import { useShellStrings } from '../strings'

const PasswordDialog = lazily(async () => (await import('./password-dialog')).PasswordDialog, null)

/** Who is signed in, the own password, and the way out. */
export function AccountMenu() {
  const t = useShellStrings()
  const me = useMe()
  const signOut = useSignOut()
  const [changing, setChanging] = useState(false)
  const end = () =>
    signOut.mutate(undefined, {
      onSuccess: () => {
        dismissAllJobs()
        leave('signedOut')
      },
    })
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t('account.menu', { name: me.name })}
          >
            <AccountIcon size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text fw={600} c="var(--text)">
              {me.name}
            </Text>
            {me.email}
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item leftSection={<HelpIcon size={16} aria-hidden />} onClick={openHelp}>
            {t('help.open')}
          </Menu.Item>
          <Menu.Item leftSection={<Lock size={16} aria-hidden />} onClick={() => setChanging(true)}>
            {t('account.password')}
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={end}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}
