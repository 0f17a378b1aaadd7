package maporder

import (
	"fmt"
	"sort"
)

func prints(m map[string]int) {
	for k := range m {
		fmt.Println(k) // want `Println in a loop over a map`
	}
}

func gathers(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k) // want `keys is gathered in the order of a map and not sorted`
	}
	return keys
}

func sorts(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func sums(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}
