package demo

import "math/rand/v2"

// Names are put together from common parts; any likeness is chance.
var (
	chineseSurnames = []string{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "罗", "高", "梁", "郑", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹"}
	chineseGiven    = []string{"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英", "霞", "平", "刚", "桂英", "子涵", "雨桐", "浩然", "欣怡", "思远", "佳怡", "梓轩", "诗涵", "俊杰", "晓燕"}
	britishSurnames = []string{"Ashworth", "Barker", "Booth", "Clegg", "Dawson", "Ellis", "Fielding", "Greenwood", "Hartley", "Ibrahim", "Jagger", "Khan", "Lister", "Marsden", "Naylor", "Ogden", "Patel", "Quinn", "Robertshaw", "Sykes", "Thackray", "Umar", "Varley", "Whitaker", "Yates", "Akhtar", "Begum", "Crowther"}
	britishGiven    = []string{"Aisha", "Ben", "Chloe", "Daniel", "Emma", "Farah", "George", "Hannah", "Imran", "Jess", "Kieran", "Leah", "Mohammed", "Niamh", "Oliver", "Priya", "Rachel", "Sam", "Tom", "Uzma", "Vicky", "Will", "Yusuf", "Zoe", "Alice", "Callum", "Grace", "Lewis"}
)

// nameAt makes a name that is usual where a site is.
func nameAt(country string, rnd *rand.Rand) string {
	pick := func(list []string) string { return list[rnd.IntN(len(list))] }
	if country == "CN" {
		return pick(chineseSurnames) + pick(chineseGiven)
	}
	return pick(britishGiven) + " " + pick(britishSurnames)
}
