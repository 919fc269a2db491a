// Runs before the first paint, so that a dark screen never flashes white. It is
// a file of its own because the page's policy allows no inline script.
;(() => {
  var scheme = 'auto'
  var language = ''
  try {
    scheme = localStorage.getItem('muster-theme') || 'auto'
    language = localStorage.getItem('muster-language') || ''
  } catch (_) {
    // storage may be forbidden: the system's scheme is used
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
  if (!language) language = /^zh\b/i.test(navigator.language) ? 'zh' : 'en'
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
})()
