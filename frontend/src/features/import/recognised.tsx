import { Button, Group, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import type { Upload } from './queries'
import { useImportStrings } from './strings'

interface Props {
  upload: Upload
  fromMemory: boolean
  onForget: () => void
}

/** What a file was taken for, and how sure that is. */
export function Recognised({ upload: { recognised }, fromMemory, onForget }: Props) {
  const t = useImportStrings()
  const format = useFormat()
  const known = recognised.format !== 'generic'
  return (
    <Group gap="sm" mb="md">
      <Status standing={known && recognised.confidence >= 0.7 ? 'ok' : 'info'}>
        {known ? t('file.recognised', { name: recognised.name }) : t('file.guessed')}
      </Status>
      {known && (
        <Text c="dimmed">{t('file.sure', { share: format.percent(recognised.confidence) })}</Text>
      )}
      {fromMemory && (
        <>
          <Text>{t('file.remembered')}</Text>
          <Button size="compact-sm" variant="default" onClick={onForget}>
            {t('file.forget')}
          </Button>
        </>
      )}
    </Group>
  )
}
