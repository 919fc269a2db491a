import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ProblemError } from '@/api/problem'
import { ImportIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { importQuery, type Upload, uploadQuery } from './queries'
import { Reading } from './reading'
import { remembered } from './remembered'
import { choicesOf, NO_CHOICES, recognisedSettings, settingsOf } from './settings'
import { useImportStrings } from './strings'

const route = getRouteApi('/shell/import/upload/$uploadId')

/** A file that was sent: what was recognised, how to read it, and what its first rows say. */
export function UploadPage() {
  const t = useImportStrings()
  const { uploadId } = route.useParams()
  const query = useQuery(uploadQuery(uploadId))
  const gone =
    query.error instanceof ProblemError &&
    (query.error.status === 404 || query.error.status === 410)
  return (
    <Page
      title={query.data?.fileName ?? t('title')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/import" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={query.data && <Facts upload={query.data} />}
    >
      {gone ? <Gone /> : <Loaded query={query}>{(upload) => <Start upload={upload} />}</Loaded>}
    </Page>
  )
}

function Facts({ upload: { bytes, recognised } }: { upload: Upload }) {
  const t = useImportStrings()
  const format = useFormat()
  return (
    <Text c="dimmed">
      {t('file.facts', { size: format.bytes(bytes), encoding: recognised.encoding })}
    </Text>
  )
}

function Gone() {
  const t = useImportStrings()
  return (
    <Empty
      icon={ImportIcon}
      title={t('file.gone')}
      text={t('file.goneText')}
      action={
        <Button renderRoot={(props) => <Link to="/import" {...props} />}>{t('title')}</Button>
      }
    />
  )
}

/** Begins with the way an earlier trial read the file, or a file like it was read, or as recognised. */
function Start({ upload }: { upload: Upload }) {
  const { like } = route.useSearch()
  const earlier = useQuery({ ...importQuery(like ?? 0), enabled: like !== undefined })
  if (like !== undefined && earlier.isPending) return null
  const last = remembered(upload.recognised.header)
  const settings = earlier.data ? settingsOf(earlier.data) : (last ?? recognisedSettings(upload))
  return (
    <Reading
      key={like}
      upload={upload}
      first={settings}
      firstChoices={earlier.data ? choicesOf(earlier.data) : NO_CHOICES}
      fromMemory={!earlier.data && last !== undefined}
    />
  )
}
