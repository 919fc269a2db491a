import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '登录',
  tagline: '客户联络中心的劳动力管理',
  email: '邮箱',
  password: '密码',
  submit: '登录',
  ended: '登录已过期，请重新登录以继续。',
  wrong: '邮箱或密码不正确',
  wait: '尝试次数过多，请在 {{seconds}} 秒后重试。',
  emailNeeded: '请输入邮箱',
  passwordNeeded: '请输入密码',
}
