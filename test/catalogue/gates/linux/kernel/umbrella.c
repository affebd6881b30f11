#ifdef CONFIG_SMP
#include "included.h"
#endif
