import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { drivers, driverValuesQuery } from '@/api/drivers'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import type { Driver } from '@/api/types'
import { sites } from '@/api/workforce'
import { EditIcon, Upload } from '@/design/icons'
import { todayIn } from '@/features/forecast/days'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { dayAfter } from '@/parts/months/dates'
import { Page } from '@/parts/page'
import { Editor } from '@/parts/register/editor'
import { driverRegister } from './driver-register'
import { EffectsPanel } from './effects-panel'
import { FileDrawer } from './file-drawer'
import { Period } from './period'
import type { DriverSearch } from './route'
import { useDriverStrings } from './strings'
import { ValuesView } from './values-view'

const route = getRouteApi('/shell/drivers/$driverId')

/** One driver: its values by day, past and planned, as a line and as a sheet to fill. */
export function DriverPage() {
  const t = useDriverStrings()
  const { driverId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('demand:manage')
  const query = useList(drivers)
  const driver = query.data?.find(({ id }) => id === driverId)
  const show = (change: Partial<DriverSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  return (
    <Page
      title={driver?.name ?? t('driver')}
      note={driver && <span style={{ color: 'var(--muted)' }}>{t(`kinds.${driver.kind}`)}</span>}
      trail={[
        <Anchor key="drivers" renderRoot={(props) => <Link to="/drivers" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      actions={
        mayEdit &&
        driver && (
          <>
            <Button
              variant="default"
              leftSection={<EditIcon size={16} aria-hidden />}
              onClick={() => show({ edit: true })}
            >
              {t('edit')}
            </Button>
            <Button
              leftSection={<Upload size={16} aria-hidden />}
              onClick={() => show({ file: true })}
            >
              {t('upload')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={query}>
        {() =>
          driver ? (
            <>
              <EffectsPanel driver={driver} />
              <Values driver={driver} search={search} mayEdit={mayEdit} onChange={show} />
            </>
          ) : (
            <Empty title={t('gone')} />
          )
        }
      </Loaded>
      {driver && search.edit && mayEdit && (
        <Editor
          register={driverRegister}
          entity={driver}
          title={driver.name}
          onClose={() => show({ edit: undefined })}
        />
      )}
      {driver && search.file && mayEdit && (
        <FileDrawer driver={driver} onClose={() => show({ file: undefined })} />
      )}
    </Page>
  )
}

interface Props {
  driver: Driver
  search: DriverSearch
  mayEdit: boolean
  onChange: (change: Partial<DriverSearch>) => void
}

// four weeks back to be confirmed, six ahead to be planned
const BACK = 28
const AHEAD = 42

function Values({ driver, search, mayEdit, onChange }: Props) {
  const site = useList(sites).data?.find(({ id }) => id === driver.siteId)
  const today = todayIn(site?.zone, new Date())
  const from = search.from ?? dayAfter(today, -BACK)
  const to = search.to && search.to >= from ? search.to : dayAfter(from, BACK + AHEAD)
  const query = useQuery(driverValuesQuery(driver.id, from, to))
  return (
    <>
      <Period from={from} to={to} onChange={onChange} />
      <Loaded query={query}>
        {(data) => (
          <ValuesView
            key={`${from} ${to} ${data.etag}`}
            driver={driver}
            days={data}
            from={from}
            to={to}
            today={today}
            mayEdit={mayEdit}
          />
        )}
      </Loaded>
    </>
  )
}
