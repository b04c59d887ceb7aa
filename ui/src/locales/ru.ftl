# Strings of the window in Russian. The same keys as en.ftl, checked by a test.

app-name = Справка eXpress
document-title = { $page } — Справка eXpress
skip-to-content = Перейти к содержимому
loading = Загрузка…

## Top bar
toolbar-label = Панель инструментов
home = Главная
back = Назад
forward = Вперёд
breadcrumb-label = Путь
bookmark-add = Добавить в закладки
bookmark-remove = Убрать из закладок
theme-to-dark = Включить тёмную тему
theme-to-light = Включить светлую тему
language-switch = Switch to English
language-switch-short = RU
settings = Настройки
support = Обратиться в поддержку
support-short = Поддержка
contents-open = Открыть содержание
contents-close = Закрыть содержание

## Search
search-label = Поиск по справке
search-placeholder = Поиск по справке
search-clear = Очистить поиск
home-search-placeholder = Вопрос, слово или текст ошибки
home-search-label = Вопрос, слово или текст ошибки
search-title = Поиск
results-count = { $count ->
    [one] Найдена { $count } статья
    [few] Найдены { $count } статьи
   *[many] Найдено { $count } статей
  }
results-shown = { $count ->
    [one] показана первая
    [few] показаны первые { $count }
   *[many] показаны первые { $count }
  }
results-list = Результаты поиска
result-section = Раздел статьи: 
results-hint = стрелки ↑ ↓ — выбор, Enter — открыть, Esc — назад к статье
results-corrected = Показаны результаты для
results-corrected-short = Результаты для
results-as-typed = Искать «{ $query }»
results-as-typed-short = Как введено
results-exact = Без исправлений:
results-mend = Исправить запрос
results-suggestion = Возможно, вы искали:
results-suggestion-short = или
results-relaxed = Точных совпадений нет, показано похожее
quoted = «{ $text }»
results-none = По запросу «{ $query }» ничего не нашлось
results-none-hint = Попробуйте другие слова: название кнопки, часть текста ошибки или то, что вы хотите сделать. Часто хватает одного-двух слов.
results-none-sections = Посмотрите в разделах
results-none-filtered = По запросу «{ $query }» с этими фильтрами ничего не нашлось
results-none-filtered-hint = Уберите фильтры, чтобы искать во всей справке.
results-none-support = Нет ответа? Напишите в поддержку и укажите, что вы искали: «{ $query }».
copy-query = Скопировать запрос
copied-query = Запрос скопирован: { $query }
told-support = Вы искали «{ $query }». Добавьте это в обращение.
search-failed = Не удалось выполнить поиск. Попробуйте ещё раз или откройте нужный раздел в содержании.

## Filters of the results
filters-label = Фильтры
filters-reset = Сбросить
filters-reset-all = Сбросить фильтры
filter-audience = Для кого
filter-audience-all = Все читатели
filter-audience-user = Сотрудникам
filter-audience-admin = Администраторам
filter-audience-support = Поддержке
filter-platform = Платформа
filter-platform-all = Все платформы
filter-section = Раздел
filter-section-all = Все разделы
filter-value = { $name } ({ $count })
filter-remove = Убрать фильтр «{ $name }»

## An empty search field
start-list = Недавние запросы и частые вопросы
start-recent = Недавние запросы
start-hint = ↑ ↓ — выбор, Enter — открыть
start-hint-recent = ↑ ↓ — выбор, Enter — открыть, Delete — убрать запрос
recent-forget = Убрать «{ $query }» из истории
recent-clear = Очистить историю

## Contents
contents-label = Содержание
version = Версия { $version }
version-copy = Версия { $version }. Скопировать сведения о программе
corpus-date = справка от { $date }

## Home and sections
quick-label = Частые вопросы
sections-title = Разделы
bookmarks-title = Закладки
support-title = Не нашли ответ?
section-articles = { $count ->
    [one] { $count } статья
    [few] { $count } статьи
   *[many] { $count } статей
  }
section-empty = В этом разделе пока нет статей.

## Article
updated = обновлено { $date }
copy-address = Скопировать адрес статьи
copy-heading = Скопировать ссылку на раздел «{ $title }»
previous = Предыдущая
next = Следующая
pager-label = Соседние статьи
related = Читайте также
on-this-page = На этой странице
tabs-label = Платформа
table-label = Таблица
task-done = выполнено: { $text }
task-open = шаг: { $text }
audience-all = для всех
audience-admin = администраторам
audience-support = поддержке
platform-all = все платформы
platform-web = веб
platform-desktop = компьютер
platform-ios = iPhone
platform-android = Android
platform-admin-panel = панель администратора
platform-server = сервер
article-marks = Для кого статья

## Find in the article
find-label = Найти на странице
find-placeholder = Найти на странице
find-count = { $current } из { $total }
find-none = нет совпадений
find-next = Следующее совпадение
find-previous = Предыдущее совпадение
find-close = Закрыть поиск на странице

## Words of the search in the article
found-label = Слова запроса в статье
found-total = Найдено слов: { $total }
found-at = Найдено слов: { $current } из { $total }
found-next = Следующее слово
found-previous = Предыдущее слово
found-close = Убрать подсветку

## Settings
settings-language = Язык
language-ru = Русский
language-en = English
settings-theme = Тема
theme-system = Как в системе
theme-light = Светлая
theme-dark = Тёмная
settings-zoom = Масштаб
zoom-in = Увеличить
zoom-out = Уменьшить
zoom-reset = Сбросить масштаб
zoom-value = { $percent } %
settings-audience = Кто я
settings-audience-hint = От этого зависит, какие блоки в статьях раскрыты сразу.
role-user = Сотрудник
role-admin = Администратор
role-support = Поддержка
settings-platform = Моя платформа
settings-platform-hint = Эта вкладка будет открыта в инструкциях для разных устройств.
platform-choice-none = Не выбрана
platform-choice-web = Веб
platform-choice-desktop = Компьютер
platform-choice-ios = iPhone
platform-choice-android = Android
platform-choice-admin-panel = Панель администратора
platform-choice-server = Сервер
settings-history-clear = Очистить историю поиска
settings-history-empty = История поиска пуста
about-version = Версия
about-build = Сборка
about-corpus = Справка от
about-system = Система
about-pack = Набор статей
about-copy = Скопировать сведения
settings-shortcuts = Сочетания клавиш

## Settings by group, what the organisation says of them, what is kept
settings-group-general = Основные
settings-group-reading = Чтение
settings-group-search = Поиск
settings-group-privacy = Приватность
settings-group-support = Поддержка
settings-group-about = О программе
settings-managed = Часть настроек задаёт ваша организация:
settings-unmanaged = Что на этом компьютере задаёт организация:
setting-locked = Задано организацией
setting-locked-more = Подробнее
setting-recommended = По рекомендации организации
setting-recommended-other = Организация рекомендует: { $value }
setting-restore = Вернуть
setting-refused = Эту настройку задаёт ваша организация, здесь её изменить нельзя
settings-start = При запуске открывать
settings-start-hint = Если программа открыта по ссылке, покажется то, на что ведёт ссылка.
start-home = Главную страницу
start-last = Последнюю страницу
start-article = Статью организации: «{ $title }»
settings-autostart = Запускать при входе в систему
settings-autostart-hint = Окно справки откроется само, когда вы войдёте в систему на этом компьютере.
switch-on = включить
switch-off = выключить
notice-autostartFailed = Не получилось настроить запуск при входе в систему. Программа попробует ещё раз при следующем запуске.
error-autostart = Настройка сохранена, но система её не приняла. Проверьте права на папку автозапуска и перезапустите программу.
settings-updates = Автоматически обновлять приложение
settings-updates-hint = Сейчас обновления приходят с пакетом вашей организации, сама программа ничего не загружает.
settings-updates-locked = Изменить нельзя
settings-column = Ширина текста
settings-column-hint = Широкая колонка удобна на больших экранах.
column-narrow = Узкая
column-normal = Обычная
column-wide = Широкая
settings-motion = Движение на экране
motion-system = Как в системе
motion-reduce = Меньше движения
settings-corrections = Исправлять опечатки и раскладку
settings-corrections-hint = Если выключить, поиск ищет то, что набрано. Исправить отдельный запрос всё равно можно: Alt+Z.
settings-keep-searches = Помнить недавние запросы
settings-keep-searches-hint = Запросы, по которым вы открывали статьи. Они хранятся только на этом компьютере. Если выключить, сохранённые запросы сразу удалятся.
settings-privacy-lead = Всё это хранится только на этом компьютере. Наружу уходит лишь то, что вы сами отправили в поддержку.
kept-bookmarks = Закладки
kept-bookmarks-about = Статьи, которые вы отметили звёздочкой.
kept-bookmarks-question = { $count ->
    [one] Удалить { $count } закладку? Вернуть её нельзя.
    [few] Удалить { $count } закладки? Вернуть их нельзя.
   *[many] Удалить { $count } закладок? Вернуть их нельзя.
  }
kept-searches = Недавние запросы
kept-searches-about = Запросы, по которым вы открывали статьи.
kept-searches-question = { $count ->
    [one] Удалить { $count } запрос? Вернуть его нельзя.
    [few] Удалить { $count } запроса? Вернуть их нельзя.
   *[many] Удалить { $count } запросов? Вернуть их нельзя.
  }
kept-finders = Ответы в «Решить неполадку»
kept-finders-about = На чём вы остановились и что отметили.
kept-finders-question = { $count ->
    [one] Удалить ответы в { $count } неполадке? Её придётся начать сначала.
    [few] Удалить ответы в { $count } неполадках? Их придётся начать сначала.
   *[many] Удалить ответы в { $count } неполадках? Их придётся начать сначала.
  }
kept-last-place = Последняя страница
kept-last-place-about = Запоминается, только если при запуске открывать, где вы остановились.
kept-last-place-question = Забыть, где вы остановились? До следующего перехода программа будет открываться на главной странице.
kept-person = Имя и почта для обращений
kept-person-about = Из последнего обращения: подставляются в следующее, и вы видите их перед отправкой.
kept-person-question = Забыть имя и почту? В следующем обращении их придётся ввести заново.
kept-drafts = Черновики
kept-drafts-about = Неотправленные обращения с файлами.
kept-drafts-question = { $count ->
    [one] Удалить { $count } черновик с его файлами? Вернуть его нельзя.
    [few] Удалить { $count } черновика с их файлами? Вернуть их нельзя.
   *[many] Удалить { $count } черновиков с их файлами? Вернуть их нельзя.
  }
kept-drafts-stay = { $count ->
    [one] { $count } черновик
    [few] { $count } черновика
   *[many] { $count } черновиков
  }
kept-requests = Обращения
kept-requests-about = Отправленные, неотправленные и отменённые обращения.
kept-requests-question = { $count ->
    [one] Удалить { $count } обращение с этого компьютера? У поддержки отправленное останется.
    [few] Удалить { $count } обращения с этого компьютера? У поддержки отправленные останутся.
   *[many] Удалить { $count } обращений с этого компьютера? У поддержки отправленные останутся.
  }
kept-requests-stay = { $count ->
    [one] { $count } обращение
    [few] { $count } обращения
   *[many] { $count } обращений
  }
kept-log = Журнал и отчёты о сбоях
kept-log-about = Что делала программа. В них нет ни текста запросов, ни имён. Пригодятся поддержке, если что-то не работает.
kept-log-question = Удалить журнал и отчёты о сбоях? Если неполадка уже случилась, поддержке будет труднее её найти.
kept-amount = Сейчас: { $count } ({ $size }).
kept-nothing = Сейчас ничего нет.
kept-staying = { $count ->
    [one] { $count } ждёт отправки и останется.
   *[other] { $count } ждут отправки и останутся.
  }
kept-forget = Удалить
kept-forget-label = Удалить: { $name }
kept-forget-all = Удалить всё, кроме черновиков и обращений
kept-question = Удалить с этого компьютера?
kept-all-question = Удалятся: { $names }. Вернуть их нельзя.
kept-all-stay = Останутся: { $written }.
kept-forgotten = Удалено: { $names }
error-kept = Не всё удалось удалить. Посмотрите, что осталось, и попробуйте ещё раз.
error-kept-load = Не удалось посчитать, что хранится на этом компьютере. Обновите окно (Ctrl+R).
settings-ways = Обращения можно отправить так:
settings-to-support = Обращения и черновики
about-web-view = Веб-движок
settings-folders = Где лежат файлы программы
folder-data = Настройки, закладки, черновики и обращения
folder-log = Журнал и отчёты о сбоях
folder-cache = Временные файлы, их можно удалять
folder-open = Открыть папку
folder-open-label = Открыть папку: { $name }
error-folder = Папка не открылась: возможно, её ещё нет. Скопируйте путь и откройте его сами.

## What the organisation has set
policy-page = Управляется организацией
policy-lead = Что ваша организация задала или рекомендует на этом компьютере. Эту страницу можно показать администратору.
policy-none = На этом компьютере политик нет.
policy-none-text = Организация ничего не закрепила и ничего не рекомендует: действуют ваши настройки и встроенные значения из таблицы ниже.
policy-hidden = Ваша организация не показывает эту страницу. Если вам нужно узнать, что задано, спросите администратора.
policy-failed = Таблица не загрузилась. Попробуйте ещё раз.
policy-general = Неизвестные ключи и непринятые файлы
policy-search = Поиск по ключу, описанию и значению
policy-only-set = Только то, что задано
policy-count = Показано { $found } из { $all }
policy-nothing-found = Ничего не нашлось
policy-copy = Скопировать как JSON
policy-copied = Скопировано: то же, что печатает express-help --print-policy --json
error-policy-copy = Не удалось скопировать. То же самое печатает express-help --print-policy --json.
policy-key = Ключ
policy-value = Значение
policy-source = Откуда
policy-locked = Закреплено
policy-not-set = не задано
policy-yes = да
policy-no = нет
policy-empty-list = пустой список
policy-items = { $count ->
    [one] { $count } значение
    [few] { $count } значения
   *[many] { $count } значений
  }
policy-long-value = Показать значение
policy-machine-only = Задаётся только для компьютера.
policy-planned = В этой версии ещё не действует.
policy-error = Ошибка
policy-warning = Предупреждение
layer-machine-mandatory = закреплено для компьютера
layer-user-mandatory = закреплено для пользователя
layer-command-line = командная строка
layer-user-settings = ваш выбор
layer-user-recommended = рекомендовано пользователю
layer-machine-recommended = рекомендовано для компьютера
layer-built-in = встроенное

## Changed by the organisation while the window is open, contacts of its support
policy-changed = Организация изменила настройки
policy-next-start = Изменение вступает в силу после перезапуска программы.
policy-waiting = вступит в силу после перезапуска
error-policy-change = Организация изменила настройки, но применить их сейчас не удалось. Закройте программу и откройте её снова.
draft-no-way = Ваша организация отключила отправку обращений из программы. Черновик сохраняется.
draft-no-way-more = Как ещё связаться с поддержкой
support-no-way-contacts = Отправить обращение отсюда нельзя. Ниже — как связаться с поддержкой вашей организации.
contacts-title = Поддержка вашей организации
contacts-organization = Организация
contacts-phone = Телефон
contacts-hours = Часы работы
contacts-portal = Портал заявок
contacts-knowledge-base = База знаний
external-title-blocked = Внешние ссылки не открываются
external-text-blocked = Ваша организация не разрешает открывать внешние ссылки из справки. Адрес можно скопировать:

## Shortcuts
shortcuts-title = Сочетания клавиш
shortcuts-search = Поиск
shortcuts-reading = Чтение
shortcuts-window = Окно
shortcut-focus-search = Перейти к поиску
shortcut-results = Выбрать и открыть результат
shortcut-reading = Искать как введено или с исправлениями
shortcut-suggestion = Искать то, что предложено
shortcut-escape = Очистить поиск, закрыть панель, убрать подсветку
shortcut-find = Найти на странице
shortcut-find-next = Следующее и предыдущее совпадение
shortcut-found = Следующее и предыдущее слово запроса в статье
shortcut-back-forward = Назад и вперёд
shortcut-home = Главная страница
shortcut-bookmark = Закладка
shortcut-copy-address = Скопировать адрес статьи
shortcut-print = Печать
shortcut-zoom = Масштаб
shortcut-contents = Показать или скрыть содержание
shortcut-settings = Настройки
shortcut-shortcuts = Этот список
shortcut-reload = Обновить окно
shortcut-full-screen = Во весь экран
close = Закрыть

## External links
external-title = Открыть внешнюю ссылку?
external-text = Ссылка ведёт за пределы справки и откроется в браузере:
external-text-mail = Откроется почтовая программа:
external-open = Открыть в браузере
external-open-mail = Написать письмо
external-copy = Скопировать адрес
cancel = Отмена

## Toasts and notices
copied-about = Скопировано: { $text }
copied-address = Адрес скопирован: { $address }
bookmark-added = Статья добавлена в закладки
bookmark-removed = Статья убрана из закладок
history-cleared = История поиска очищена
zoom-changed = Масштаб { $percent } %
dismiss = Скрыть
notice-storeSetAside = Файл с вашими настройками, закладками, черновиками и обращениями оказался повреждён. Он сохранён отдельно, программа начала с нового.
notice-storeUnavailable = Файл с вашими настройками, закладками, черновиками и обращениями не открывается. Справка работает, но после закрытия ничего не запомнит.

## Errors
error-title = Не получилось открыть страницу
error-missing-title = Такой статьи здесь нет
error-missing = Возможно, её переименовали или она есть только в другой версии справки. Найдите её поиском или откройте нужный раздел.
error-language-title = Этой статьи пока нет на русском
error-language = Вернитесь к английскому варианту или поищите похожую статью на русском.
error-language-back = Открыть на английском
error-article = Статья не открылась. Попробуйте ещё раз; если не поможет, обновите окно (Ctrl+R).
error-home = На главную
error-retry = Попробовать ещё раз
error-address = Ссылка ведёт на неизвестный адрес: { $address }
error-section-missing-title = Такого раздела здесь нет
error-settings = Настройку не удалось сохранить. Она действует до закрытия программы.
error-bookmark = Закладку не удалось сохранить. Попробуйте ещё раз.
error-history = Историю поиска не удалось изменить. Попробуйте ещё раз.
error-copy = Не удалось скопировать. Выделите текст и скопируйте его сами.
error-open = Не удалось открыть ссылку. Скопируйте адрес и откройте его в браузере.
error-print = Не удалось начать печать. Проверьте, подключён ли принтер.
error-full-screen = Не удалось переключить полноэкранный режим.
error-language-switch = Не удалось переключить язык. Попробуйте ещё раз.
error-unexpected = Непредвиденная ошибка: { $message }. Если что-то не работает, обновите окно (Ctrl+R).
error-start = Справка не смогла запуститься. Закройте программу и откройте её снова.
error-details = Подробности

## Problem finders
finders = Решить неполадку
finders-lead = Ответьте на несколько вопросов — справка покажет нужные шаги. Ответы и отметки хранятся только на этом компьютере.
finder-as-text = Все шаги текстом
finder-by-steps = Пройти по шагам
finder-restart = Начать сначала
finder-way = Пройденные шаги
finder-back = Вернуться к этому шагу
finder-read = Вы посмотрели: { $title }
finder-ticks = Сделайте и отметьте
finder-how = Как это сделать
finder-how-label = Как это сделать: { $text }
finder-answer = Ответ
finder-result = Что получилось
finder-chosen = (вы выбрали это)
finder-from = Из статьи
finder-did-it-help = Помогло?
finder-helped = Помогло
finder-failed = Не помогло
finder-solved = Хорошо, что помогло!
finder-solved-text = Если неполадка вернётся, начните отсюда же или напишите в поддержку.
finder-support = Обратитесь в поддержку
finder-support-text = Чтобы не рассказывать всё заново, передайте, что вы уже проверили:
finder-tried-answer = { $ask } — { $say }
finder-tried-done = Сделано: { $text }
finder-tried-read = Не помогло: статья «{ $title }»
finder-offered = Решить по шагам:
finder-step = Шаг { $number }. { $ask }
finder-step-link = шаг { $number }
finder-otherwise = если не помогло,
told-support-tried = Добавьте в обращение, что вы уже проверили:
copy-tried = Скопировать
copied-tried = Скопировано
error-finder = Не удалось запомнить ответы. Они действуют, пока окно открыто.
error-finder-missing-title = Такой неполадки здесь нет
picture-open = Открыть крупно: { $alt }

## Support
support-page = Поддержка
support-lead = Обращение готовится на этом компьютере, даже без сети. Перед отправкой вы увидите всё, что уйдёт.
support-begin-problem = Сообщить о проблеме
support-begin-problem-text = Что-то не работает или работает не так
support-begin-feature = Предложить функцию
support-begin-feature-text = Чего не хватает в eXpress и зачем это нужно
support-about = Как ещё связаться:
support-no-way = Способ отправки не настроен. О том, куда обратиться, рассказано в статье ниже.
support-failed = { $count ->
    [one] Поддержка: { $count } обращение не отправлено
    [few] Поддержка: { $count } обращения не отправлены
   *[many] Поддержка: { $count } обращений не отправлено
  }
error-support = Список обращений не загрузился. Сами обращения на месте.
article-unhelped = Не помогло?
article-to-support = Написать в поддержку

## Drafts
drafts-title = Черновики
draft-nameless = Без темы
draft-changed = изменён { $when }
draft-continue = Продолжить
draft-continue-label = Продолжить: { $subject }
draft-delete = Удалить черновик
draft-delete-label = Удалить черновик: { $subject }
draft-delete-question = Удалить черновик?
draft-delete-text = «{ $subject }» и прикреплённые к нему файлы нельзя будет вернуть.
draft-deleted = Черновик удалён: { $subject }
draft-title-problem = Сообщить о проблеме
draft-title-feature = Предложить функцию
draft-lead-problem = Опишите, что случилось. Поля со звёздочкой обязательны. Всё сохраняется само, отправить можно позже.
draft-lead-feature = Расскажите, чего не хватает. Поля со звёздочкой обязательны. Всё сохраняется само, отправить можно позже.
draft-required = обязательное поле
draft-choose = Не выбрано
draft-now = Сейчас
draft-left = { $count ->
    [one] Остался { $count } символ
    [few] Осталось { $count } символа
   *[many] Осталось { $count } символов
  }
draft-over = { $count ->
    [one] Лишний { $count } символ
    [few] Лишних { $count } символа
   *[many] Лишних { $count } символов
  }
draft-subject-long = Тема длинная: в письме она будет сокращена, целиком останется в тексте.
draft-context = Вместе с обращением уйдёт:
draft-preview = Проверить и отправить
draft-saved = Сохранено
draft-saving = Сохраняется…
draft-unsaved = Не сохранилось. Не закрывайте окно: пробуем ещё раз.
draft-unsaved-disk-full = Не сохранилось: на диске нет места. Освободите место и не закрывайте окно, тогда всё сохранится.
draft-unkept = Черновик исчезнет, когда вы закроете программу: её файл на этом компьютере не открывается. Отправьте обращение до этого.
draft-problems = { $count ->
    [one] Исправьте { $count } поле, чтобы отправить обращение.
    [few] Исправьте { $count } поля, чтобы отправить обращение.
   *[many] Исправьте { $count } полей, чтобы отправить обращение.
  }
context-article = Статья «{ $title }»: { $address }
context-query = Поиск в справке: «{ $query }»
error-draft-begin = Не удалось начать обращение. Попробуйте ещё раз.
error-draft-delete = Не удалось удалить черновик. Попробуйте ещё раз.
error-draft-unsaved = Черновик не сохранился, поэтому отправить его пока нельзя. Проверьте место на диске и попробуйте ещё раз.
error-draft-preview = Не удалось подготовить обращение. Всё, что вы написали, на месте. Попробуйте ещё раз.
error-draft-open = Черновик не открылся. Попробуйте ещё раз; если не поможет, обновите окно (Ctrl+R).
error-draft-changed = Обращение изменили после просмотра, например в другом окне. Вернитесь и посмотрите его ещё раз.
error-draft-gone = Этого черновика больше нет: возможно, он уже отправлен. Посмотрите в списке обращений.
error-draft-missing-title = Этого черновика больше нет
error-draft-missing = Он отправлен или удалён. Обращения и остальные черновики — на странице поддержки.

## Answers while the subject is typed
answers-title = Возможно, ответ уже есть
answers-hint = Пока вы пишете тему, здесь появятся подходящие статьи. Поиск идёт на этом компьютере.
answers-none = Подходящих статей нет. Опишите проблему подробнее ниже.
answers-count = { $count ->
    [one] Найдена { $count } статья, которая может помочь
    [few] Найдены { $count } статьи, которые могут помочь
   *[many] Найдено { $count } статей, которые могут помочь
  }
answers-helped = Это помогло
answers-helped-label = Это помогло: { $title }
answers-helped-question = Удалить черновик?
answers-helped-text = Хорошо, что статья «{ $title }» помогла. Черновик больше не нужен, его можно удалить.
answers-solved = Решено статьёй «{ $title }». Черновик удалён.

## Files
files-choose = Прикрепить файлы
files-hint = Выберите файлы, перетащите их на страницу или вставьте снимок экрана (Ctrl+V). До { $files } файлов, каждый до { $file } МБ, вместе до { $total } МБ.
files-worth = Что стоит прикрепить:
files-drop = Отпустите файлы, чтобы прикрепить
files-screenshot = Снимок экрана
files-attached = Прикреплено: { $names }
files-removed = Убрано: { $name }
files-remove = Убрать файл: { $name }
files-reading = Файлы прикрепляются…
size-bytes = { $size } Б
size-kilobytes = { $size } КБ
size-megabytes = { $size } МБ
error-detach = Не удалось убрать файл. Попробуйте ещё раз.

## Pictures, where the person comes from, who asks
files-no-pictures = Организация не разрешает прикладывать изображения. Опишите словами, что видно на экране.
problem-picture-unreadable = Картинку «{ $name }» не получается прочитать, чтобы убрать из неё место и устройство съёмки. Сохраните её как PNG или JPEG либо приложите в архиве ZIP.
problem-picture-forbidden = Файл «{ $name }» не прикреплён: организация не разрешает прикладывать изображения
picture-edit = Обрезать или закрыть
picture-edit-label = Обрезать или закрыть: { $name }
picture-title = Обрезать или закрыть
picture-lead = Обведите на картинке то, что никто не должен видеть. После «Готово» закрытое и обрезанное уже не вернуть: можно только прикрепить картинку заново.
picture-frames = Показан первый кадр, области закроются во всех.
picture-tool = Что делать с обведённым
picture-tool-cover = Закрыть
picture-tool-crop = Обрезать
picture-add = Добавить область
picture-undo = Отменить действие
picture-stage = Картинка { $name }
picture-keys = Стрелки двигают выбранную область, Shift со стрелками меняет её размер, с Ctrl шаг в одну точку. Delete убирает область.
picture-part-cover = Закрытая область { $number }: слева { $x }, сверху { $y }, ширина { $width }, высота { $height }
picture-part-crop = Останется только эта часть: слева { $x }, сверху { $y }, ширина { $width }, высота { $height }
picture-numbers = Положение выбранной области в точках картинки
picture-number-x = Слева
picture-number-y = Сверху
picture-number-width = Ширина
picture-number-height = Высота
picture-none = Область не выбрана. Обведите её мышью или нажмите «Добавить область».
picture-remove = Убрать область
picture-added = Область добавлена
picture-removed = Область убрана
picture-undone = Действие отменено
picture-done = Готово
picture-saving = Сохраняется…
picture-loading = Картинка открывается…
picture-failed = Картинка не открылась. Уберите её и прикрепите заново.
error-picture = Картинка не изменилась. Попробуйте ещё раз; если не поможет, уберите её и прикрепите заново.
context-remove = Не отправлять: { $line }
context-removed = Не уйдёт: { $line }
error-context = Не удалось убрать строку. Попробуйте ещё раз.
draft-filled = Заполнено тем, что вы указали раньше.
draft-filled-clear = Очистить
error-filled = Не удалось очистить. Сотрите имя и адрес в полях сами.
home-support = Написать в поддержку

## What is wrong with a field
problem-missing = Заполните это поле
problem-missing-choice = Выберите вариант
problem-missing-checkbox = Поставьте отметку, чтобы продолжить
problem-missing-attachments = Прикрепите хотя бы один файл
problem-too-long = Слишком длинный текст: можно не больше { $limit } символов
problem-not-offered = Этого варианта больше нет, выберите другой
problem-not-an-address = Это не похоже на адрес почты. Пример: ivanov@example.com
problem-not-a-date = Укажите дату и время, например 2026-11-23T16:05
problem-too-many-files = Слишком много файлов: можно не больше { $limit }
problem-file-too-large = Файл «{ $name }» слишком большой: можно до { $limit } МБ
problem-files-too-large = Файл «{ $name }» не поместился: все файлы вместе — до { $limit } МБ
problem-file-unreadable = Файл «{ $name }» не удалось прикрепить. Проверьте, что он открывается, и попробуйте ещё раз.
problem-unknown = Проверьте это поле

## Before sending
preview-title = Проверьте перед отправкой
preview-what = Что уйдёт
preview-lead = Уйдёт только то, что показано здесь.
preview-subject = Тема
preview-text = Текст
preview-files = Файлы
preview-no-files = Без файлов
preview-where = Куда уйдёт
preview-no-way = Способ отправки не настроен. Черновик сохранён: спросите администратора, куда обратиться.
preview-back = Вернуться к обращению
preview-sending = Отправляется…
way-smtp = Почтой с этого компьютера
way-smtp-leads = Письмо уйдёт на адрес { $destination }
way-smtp-anywhere = Письмо уйдёт в поддержку
way-mailto = Через почтовую программу
way-mailto-leads = Откроется ваша почтовая программа с готовым письмом на адрес { $destination }. Отправите его вы сами.
way-mailto-anywhere = Откроется ваша почтовая программа с готовым письмом. Адрес поддержки впишете и отправите вы сами.
way-mailto-files = Файлы сохранятся в папку, их нужно будет приложить к письму.
way-file = Файлом
way-file-leads = Обращение сохранится файлом в папку { $destination }. Передайте его администратору.
way-file-anywhere = Обращение сохранится файлом. Передайте его администратору.
way-go-smtp = Отправить
way-go-mailto = Открыть в почтовой программе
way-go-file = Сохранить в файл

## Requests
requests-title = Обращения
requests-none = Вы пока ничего не отправляли.
request-kind-problem = проблема
request-kind-feature = предложение
request-attempts = { $count ->
    [one] { $count } попытка
    [few] { $count } попытки
   *[many] { $count } попыток
  }
request-waiting = Ждёт отправки
request-sending = Отправляется
request-sent = Отправлено
request-saved = Сохранено в файл
request-prepared = Подготовлено в почтовой программе
request-failed = Не отправлено
request-cancelled = Отменено
request-prepared-text = Отправьте письмо из почтовой программы. Если она не открылась, откройте письмо ещё раз.
request-saved-text = Передайте файл администратору или в поддержку.
request-reference-smtp = Номер:
request-reference-mailto = Файлы для письма:
request-reference-file = Файл:
copy-reference = Скопировать
copied-reference = Скопировано: { $text }
request-actions = Действия с обращением «{ $subject }»
request-action-retry = Отправить ещё раз
request-action-open = Открыть письмо ещё раз
request-action-edit = Изменить
request-action-cancel = Отменить отправку
request-action-forget = Убрать из списка
request-cancel-question = Отменить отправку?
request-cancel-text = «{ $subject }» не уйдёт в поддержку. Обращение останется в списке, его можно будет изменить и отправить.
request-forget-question = Убрать из списка?
request-forget-text = Текст и файлы обращения «{ $subject }» будут удалены с этого компьютера.
handed-sent = Обращение отправлено
handed-saved = Обращение сохранено в файл. Путь к нему — в списке.
handed-prepared = Письмо готово. Отправьте его из почтовой программы.
handed-waiting = Обращение отправляется. Если связи нет, оно подождёт и уйдёт само.
handed-failed = Обращение не отправлено. Причина и другие способы — в списке.
error-request-send = Не удалось передать обращение. Оно на месте, попробуйте ещё раз.
error-request-edit = Не удалось открыть обращение. Попробуйте ещё раз.
error-request-change = Не удалось изменить обращение. Попробуйте ещё раз.
error-mail-program = Почтовая программа не открылась. Выберите другой способ в списке обращений.

## What is decided about a request, copies of it, and signing in
request-unknown = Неизвестно, дошло ли
request-unknown-text = Письмо могло дойти: связь прервалась в последний момент. Спросите поддержку или отправьте его ещё раз. Номер обращения будет тот же.
request-waiting-text = Программа попробует ещё раз сама.
request-settle-prepared = Письмо отправлено
request-settle-unknown = Письмо дошло
request-settle-question = Отметить как отправленное?
request-settle-text = Обращение «{ $subject }» останется в списке как отправленное, а его файлы удалятся с этого компьютера.
request-settled = Отмечено как отправленное
request-action-sign-in = Войти на почтовый сервер
request-action-export = Сохранить копию
request-exported = Копия сохранена. Путь к ней — в списке.
request-copy = Копия:
handed-unknown = Неизвестно, дошло ли обращение. Что можно сделать — в списке.
error-request-export = Копия не сохранилась. Проверьте, есть ли место на диске и доступ к папке, и попробуйте ещё раз.
preview-needs-address = Для отправки письмом укажите адрес почты: на него придёт ответ.
preview-needs-sender = Этим способом отправить нельзя: не настроен адрес отправителя. Сообщите администратору или выберите другой способ.
preview-give-address = Указать адрес
sign-in-title = Вход на почтовый сервер
sign-in-lead = Сервер { $host } принимает письма только после входа. Имя и пароль уйдут только ему, по защищённому соединению. Обращения, которые ждут входа, отправятся сразу.
sign-in-user = Имя пользователя
sign-in-password = Пароль
sign-in-remember = Запомнить в хранилище паролей
sign-in-kept = Иначе пароль забудется, когда вы закроете программу.
sign-in-no-keyring = На этом компьютере нет доступного хранилища паролей. Пароль забудется, когда вы закроете программу.
sign-in-submit = Войти и отправить
sign-in-done = Обращения отправляются
sign-in-not-kept = Хранилище паролей не приняло пароль. Он забудется, когда вы закроете программу.
sign-in-incomplete = Введите имя пользователя и пароль.
sign-in-failed = Не получилось. Введите пароль и попробуйте ещё раз.
sign-in-unasked = Вход на почтовый сервер не настроен. Сообщите администратору.

## Why a request was not sent
reason-network-forbidden = Отправка по сети запрещена администратором. Сохраните обращение в файл и передайте ему.
reason-misconfigured = Отправка настроена не полностью. Сообщите администратору или выберите другой способ.
reason-address-missing = Для письма нужен адрес почты. Нажмите «Изменить» и укажите его или выберите другой способ.
reason-program-ended = Программа закрылась во время отправки. Обращение не ушло.
reason-name-not-found = Почтовый сервер не найден. Проверьте, есть ли сеть и включён ли VPN, и отправьте ещё раз.
reason-unreachable = Почтовый сервер не отвечает. Проверьте сеть и VPN и отправьте ещё раз или выберите другой способ.
reason-timed-out = Сервер не ответил вовремя. Отправьте ещё раз чуть позже.
reason-connection-lost = Связь прервалась, и обращение не ушло. Проверьте сеть и VPN и отправьте ещё раз.
reason-not-understood = Сервер ответил непонятно. Сообщите администратору или выберите другой способ.
reason-certificate-refused = Нет доверия к сертификату сервера, поэтому обращение не передано. Сообщите администратору.
reason-trust-unavailable = Не удалось прочитать доверенные сертификаты. Сообщите администратору или выберите другой способ.
reason-encryption-refused = Сервер не смог включить шифрование, поэтому обращение не передано. Сообщите администратору.
reason-secret-missing = Почтовому серверу нужны имя и пароль. Войдите или выберите другой способ.
reason-secret-unprotected = Пароль ушёл бы по сети без защиты, поэтому обращение не передано. Сообщите администратору.
reason-sign-in-refused = Сервер не принял имя и пароль. Войдите ещё раз или выберите другой способ.
reason-try-later = Сервер просит подождать. Отправьте ещё раз позже.
reason-refused = Сервер не принял обращение. Измените его, например уберите большие файлы, или выберите другой способ.
reason-unwritable = Обращение не удалось подготовить к отправке этим способом. Измените его или выберите другой способ.
reason-cannot-write = Не удалось записать файл. Проверьте, есть ли доступ к папке, или выберите другой способ.
reason-disk-full = На диске нет места. Освободите место и попробуйте ещё раз.
reason-unknown = Причина неизвестна. Отправьте ещё раз или выберите другой способ.

## Diagnostics
connection = Проверить связь
connection-text = Подключён ли компьютер к сети и доступны ли серверы
connection-lead = Проверка смотрит, как подключён этот компьютер и отвечают ли серверы, которые указала организация. Результат никуда не отправляется.
connection-idle = Проверка ещё не запускалась
connection-running = Проверяем связь…
connection-fine = Связь в порядке
connection-local = Компьютер подключён к сети
connection-notice = { $count ->
    [one] Неполадок нет, но стоит посмотреть на { $count } строку
    [few] Неполадок нет, но стоит посмотреть на { $count } строки
   *[many] Неполадок нет, но стоит посмотреть на { $count } строк
  }
connection-bad = { $count ->
    [one] Найдена { $count } неполадка
    [few] Найдены { $count } неполадки
   *[many] Найдено { $count } неполадок
  }
connection-offline = Проверен только компьютер: организация запретила программе выходить в сеть
connection-stopped = Проверка остановлена
connection-failed = Проверить связь не удалось. Попробуйте ещё раз.
connection-remark-no-servers = Серверы не проверялись: организация их не указала.
connection-remark-offline = Серверы не проверялись: организация запретила программе выходить в сеть.
connection-progress = Ход проверки
connection-start = Начать проверку
connection-stop = Остановить
connection-again = Проверить ещё раз
connection-copy = Скопировать результат
connection-copied = Результат проверки скопирован
connection-attach = Приложить к обращению
connection-troubles = На что обратить внимание
connection-read = Поможет статья:
diagnosis-good = В порядке
diagnosis-notice = Стоит посмотреть
diagnosis-bad = Неполадка
diagnosis-unknown = Не проверено
diagnosis-pending = Ждёт проверки
diagnosis-waiting = проверяется…
diagnostics-title = Техническая информация
diagnostics-hint = Сведения о программе, компьютере и сети помогут поддержке. Имена, адреса и пароли скрыты. Вы увидите каждую строку и сможете убрать лишнее.
diagnostics-add = Добавить техническую информацию
diagnostics-again = Собрать заново
diagnostics-clear = Убрать всё
diagnostics-running = Собираем техническую информацию…
diagnostics-gathered = Техническая информация собрана
diagnostics-progress = Ход сбора
diagnostics-count = Будет приложено строк: { $chosen } из { $total }
diagnostics-failed = Собрать техническую информацию не удалось. Попробуйте ещё раз или отправьте обращение без неё.

## What is inside the program, reports of crashes, who asks
about-licence = Лицензия программы
licences = Лицензии компонентов
licences-lead = Справка eXpress распространяется по лицензии MIT или Apache 2.0, на ваш выбор. В неё входят программы, библиотеки и шрифт других авторов. Откройте строку, чтобы прочитать текст лицензии.
licences-search = Найти по названию или лицензии
licences-count = Показано { $found } из { $all }
licences-nothing-found = Такого компонента нет
licences-copy = Скопировать список
licences-copied = Список лицензий скопирован
licences-failed = Список лицензий не открылся. Обновите окно (Ctrl+R) и попробуйте ещё раз.
notice-crashed = В прошлый раз программа закрылась из-за ошибки.
crash-report = Сообщить об ошибке
crash-subject = Справка eXpress закрылась из-за ошибки
error-crash-report = Отчёт об ошибке не удалось открыть. Опишите в обращении, что произошло.
person = Имя и адрес для обращений
person-about = Подставляются в новые обращения. В каждом их можно изменить. Хранятся только на этом компьютере.
person-name = Имя
person-email = Адрес почты
person-save = Сохранить
person-clear = Очистить
person-saved = Сохранено: подставится в следующее обращение
person-cleared = Имя и адрес удалены
error-person = Сохранить не удалось. Проверьте, есть ли место на диске, и попробуйте ещё раз.
error-person-load = Не удалось прочитать имя и адрес. Обновите окно (Ctrl+R).
sign-in-kept-keyring = Имя и пароль для сервера { $host } лежат в хранилище паролей этого компьютера.
sign-in-kept-run = Имя и пароль для сервера { $host } программа помнит, пока вы её не закроете.
sign-in-forget = Забыть вход
sign-in-forgotten = Имя и пароль для сервера { $host } забыты. Программа спросит их, когда они понадобятся.
error-sign-in-forget = Хранилище паролей закрыто или недоступно, пароль в нём остался. Разблокируйте хранилище и попробуйте ещё раз.
