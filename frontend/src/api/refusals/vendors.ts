import { i18n } from '@/i18n'
import { en } from './vendors.en'
import { zh } from './vendors.zh'

// whatever asks a crowd or quality for something imports this, so that the words travel with
// its screens and with no others
i18n.addResourceBundle('en', 'refusals', en, true, true)
i18n.addResourceBundle('zh', 'refusals', zh, true, true)
