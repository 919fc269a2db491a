import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { portalQuery } from '@/api/portal'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Accounts, Pay, Scores } from './accounts'
import { usePortalStrings } from './strings'
import { Certificates, Commitments, Evaluations, Hours, Releases } from './tasks'

/** Everything of a vendor that waits for its coordinator, each one click away. */
export function PortalPage() {
  const t = usePortalStrings()
  return (
    <Page title={t('title')}>
      <PortalBoard />
    </Page>
  )
}

/** The cards of the page, for the home of a coordinator too. */
export function PortalBoard() {
  const query = useQuery(portalQuery)
  return (
    <Loaded query={query}>
      {(portal) => (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" verticalSpacing={0}>
          <div>
            <Commitments portal={portal} />
            <Hours portal={portal} />
            <Evaluations portal={portal} />
          </div>
          <div>
            <Scores />
            <Accounts portal={portal} />
            <Certificates portal={portal} />
            <Releases portal={portal} />
            <Pay portal={portal} />
          </div>
        </SimpleGrid>
      )}
    </Loaded>
  )
}
