import { i18n } from '@/i18n'
import { en } from './owed.en'
import { zh } from './owed.zh'

// whatever asks for contracts, commitments and accounts imports this, so that the words
// travel with its screens and with no others
i18n.addResourceBundle('en', 'refusals', en, true, true)
i18n.addResourceBundle('zh', 'refusals', zh, true, true)
