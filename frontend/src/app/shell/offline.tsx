import { useNetwork } from '@mantine/hooks'
import { OfflineIcon } from '@/design/icons'
import { useShellStrings } from '../strings'
import classes from './shell.module.css'

/** Says so while the device has no connection. */
export function OfflineBanner() {
  const t = useShellStrings()
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <p className={classes.banner} style={{ margin: 0 }}>
          <OfflineIcon size={16} aria-hidden />
          {t('offline')}
        </p>
      )}
    </div>
  )
}
