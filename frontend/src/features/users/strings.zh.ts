import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '用户',
  empty: '用户是可以登录的人。',
  name: '姓名',
  email: '邮箱',
  password: '初始密码',
  passwordHint: '12 至 128 个字符，不能是常见密码',
  roles: '角色',
  roleNames: {
    planner: '排班师',
    supervisor: '主管',
    hr: '人事伙伴',
    vendor_manager: '外包管理',
    vendor_coordinator: '外包商对接人',
    agent: '客服代表',
    administrator: '管理员',
  },
  state: '状态',
  enabled: '可登录',
  disabled: '已停用',
  disable: '停用：不能登录，现有会话立即结束',
  allSites: '可查看所有职场',
  sites: '仅可查看以下职场',
  employer: '用工主体',
  employerHint: '外包商对接人只能查看该用工主体的人员',
  person: '人员',
  personHint: '客服代表只能查看自己的班表',
}
